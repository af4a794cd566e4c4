using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.Inference;
using Wire = Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>The events of one answer on the wire. One object per answer: it numbers the tool calls.</summary>
internal sealed class AnswerMapping
{
    private static readonly WriteOptions _withTheEnd = new(WriteFlags.BufferHint);
    private uint _toolCalls;

    /// <summary>The last message travels with the end of the call, which follows at once; everything else goes by itself.</summary>
    public static WriteOptions HintFor(AnswerEvent happened) =>
        happened is AnswerEvent.Finished ? _withTheEnd : WriteOptions.Default;

    public GenerateChunk ToChunk(AnswerEvent happened) =>
        happened switch
        {
            AnswerEvent.Admitted admitted => new GenerateChunk { Admitted = ToAdmitted(admitted) },
            AnswerEvent.Finished finished => new GenerateChunk { Finished = ToFinished(finished) },
            AnswerEvent.Piece piece => new GenerateChunk { Delta = ToDelta(piece.Delta) },
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };

    private static Admitted ToAdmitted(AnswerEvent.Admitted admitted) =>
        new() { QueueWait = Duration.FromTimeSpan(admitted.Wait), ModelIsLoaded = admitted.ModelIsLoaded };

    private static Finished ToFinished(AnswerEvent.Finished finished) =>
        new()
        {
            Reason = finished switch
            {
                { CalledTools: true } => "tool_calls",
                { Last.Reason: FinishReason.Length } => "length",
                _ => "stop",
            },
            PromptTokens = (uint)finished.Last.Usage.PromptTokens,
            OutputTokens = (uint)finished.Last.Usage.OutputTokens,
            LoadDuration = Duration.FromTimeSpan(finished.Load),
            PromptDuration = Duration.FromTimeSpan(finished.Last.Timings.PromptEval),
            DecodeDuration = Duration.FromTimeSpan(finished.Last.Timings.Eval),
            TotalDuration = Duration.FromTimeSpan(
                finished.Last.Timings.Total + finished.Load - finished.Last.Timings.Load
            ),
        };

    private Delta ToDelta(ChatDelta delta) =>
        delta switch
        {
            ChatDelta.Text text => new Delta { Content = text.Value },
            ChatDelta.Thinking thinking => new Delta { Thinking = thinking.Value },
            ChatDelta.ToolCalls calls => new Delta { ToolCalls = { calls.Calls.Select(ToToolCall) } },
            _ => new Delta(),
        };

    private Wire.ToolCall ToToolCall(Inference.ToolCall call) =>
        new()
        {
            Id = call.Id ?? "",
            Name = call.Name,
            ArgumentsJson = call.Arguments.GetRawText(),
            Index = _toolCalls++,
        };
}
