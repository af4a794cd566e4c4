using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>Requests and what comes of them.</summary>
internal static class Calls
{
    public static GenerateRequest Request(ulong epoch, uint? context = null)
    {
        var request = new GenerateRequest
        {
            RunId = "run-1",
            Attempt = 1,
            Replica = WorkerHost.Replica,
            Epoch = epoch,
            Model = FakeOllama.Model,
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
        };
        if (context is { } tokens)
        {
            request.Sampling = new Sampling { ContextTokens = tokens };
        }

        return request;
    }

    public static async Task<List<GenerateChunk>> ReadAsync(AsyncServerStreamingCall<GenerateChunk> call)
    {
        return await Wait.ForAsync(AllAsync(), "the answer ends");

        async Task<List<GenerateChunk>> AllAsync()
        {
            var chunks = new List<GenerateChunk>();
            await foreach (var chunk in call.ResponseStream.ReadAllAsync())
            {
                chunks.Add(chunk);
            }

            return chunks;
        }
    }

    public static async Task<GenerateChunk> NextAsync(AsyncServerStreamingCall<GenerateChunk> call)
    {
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "a chunk arrives"));
        return call.ResponseStream.Current;
    }

    /// <summary>The status and what the trailer says.</summary>
    public static async Task<(StatusCode Status, InferenceFailure Failure, string Detail)> FailureAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(call);
        var trailer = exception.Trailers.GetValueBytes("orchestrator-error-bin");
        Assert.NotNull(trailer);
        return (exception.StatusCode, InferenceFailure.Parser.ParseFrom(trailer), exception.Status.Detail);
    }
}
