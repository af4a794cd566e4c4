using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>A model call as a caller wants it; keep-alive and context are settled by the worker.</summary>
/// <param name="Target">Where.</param>
/// <param name="Call">What.</param>
/// <param name="ContextTokens">The context that the caller wants; null when it does not say.</param>
internal sealed record AnswerOrder(CallTarget Target, ChatCall Call, int? ContextTokens)
{
    /// <summary>For the trace: the user's request, and the try of it.</summary>
    public string RunId { get; init; } = "";

    public int Attempt { get; init; }
}

/// <summary>What comes back, one at a time.</summary>
internal abstract record AnswerEvent
{
    private AnswerEvent() { }

    /// <summary>The call has a slot. Once, and first.</summary>
    public sealed record Admitted(TimeSpan Wait, bool ModelIsLoaded) : AnswerEvent;

    public sealed record Piece(ChatDelta Delta) : AnswerEvent;

    /// <param name="Last">What the replica said.</param>
    /// <param name="Load">The replica's load duration, and that of the worker's own load before the call.</param>
    /// <param name="CalledTools">True when the model asked for tools.</param>
    public sealed record Finished(ChatDelta.Finished Last, TimeSpan Load, bool CalledTools) : AnswerEvent;
}
