using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>Pieces of answers, and the failures that owners report.</summary>
internal static class Answers
{
    public static async Task SayAsync(IServerStreamWriter<GenerateChunk> stream, params string[] pieces)
    {
        await stream.WriteAsync(Admitted());
        foreach (var piece in pieces)
        {
            await stream.WriteAsync(Piece(piece));
        }

        await stream.WriteAsync(Finished());
    }

    public static GenerateChunk Admitted() => new() { Admitted = new Admitted { ModelIsLoaded = true } };

    public static GenerateChunk Piece(string text) => new() { Delta = new Delta { Content = text } };

    public static GenerateChunk Finished(string reason = "stop") =>
        new()
        {
            Finished = new Finished
            {
                Reason = reason,
                PromptTokens = 7,
                OutputTokens = 2,
                LoadDuration = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(1)),
                PromptDuration = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(2)),
                DecodeDuration = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(3)),
                TotalDuration = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(6)),
            },
        };

    public static RpcException Failure(
        StatusCode status,
        string cause,
        bool tryElsewhere = true,
        TimeSpan? retryAfter = null
    ) =>
        new(
            new Status(status, "fake"),
            new Metadata
            {
                {
                    "orchestrator-error-bin",
                    new InferenceFailure
                    {
                        Stage = cause == "connect_failed" ? "connect" : "first_token",
                        Cause = cause,
                        Detail = "as the replica put it",
                        TryElsewhere = tryElsewhere,
                        RetryAfter = retryAfter?.ToDuration(),
                    }.ToByteArray()
                },
            }
        );
}
