namespace Orchestrator.Inference;

/// <summary>One piece of an answer. <see cref="Finished"/> is the last one and always comes, or the stream throws.</summary>
public abstract record ChatDelta
{
    private ChatDelta() { }

    public sealed record Text(string Value) : ChatDelta;

    public sealed record Thinking(string Value) : ChatDelta;

    /// <param name="Calls">Whole calls, never parts of one.</param>
    public sealed record ToolCalls(IReadOnlyList<ToolCall> Calls) : ChatDelta;

    /// <param name="Reason">Why the answer ended. Ollama says Stop after tool calls too.</param>
    /// <param name="Usage">Tokens.</param>
    /// <param name="Timings">Where the time went, as the replica measured it.</param>
    public sealed record Finished(FinishReason Reason, TokenUsage Usage, CallTimings Timings) : ChatDelta;
}

public enum FinishReason
{
    /// <summary>The replica gave no reason, or one that we do not know. Ollama: the runner's connection closed.</summary>
    Unknown,

    Stop,

    /// <summary>The limit of tokens was reached.</summary>
    Length,

    /// <summary>The call only loaded the model.</summary>
    Loaded,

    /// <summary>The call only unloaded the model.</summary>
    Unloaded,

    /// <summary>The endpoint's own filter held the answer back or cut it off.</summary>
    Filtered,
}

/// <summary>0 where the replica did not say: Ollama leaves the prompt out when all of it was cached.</summary>
/// <param name="PromptTokens">All of the prompt, those that came from a cache too.</param>
/// <param name="OutputTokens">Text, thoughts and tool calls together.</param>
public sealed record TokenUsage(int PromptTokens, int OutputTokens)
{
    /// <summary>The part of the prompt that a provider took from its cache, which it sells cheaper.</summary>
    public int CachedPromptTokens { get; init; }

    /// <summary>The part of the prompt that a provider put into its cache, which Anthropic sells dearer.</summary>
    public int CacheWriteTokens { get; init; }
}

/// <summary>A call's time as the replica measured it. 0 where it did not say.</summary>
/// <param name="Total">From the request's arrival to the end of the answer.</param>
/// <param name="Load">Until the model was ready: the wait in the replica's scheduler and the load; about 0 when hot.</param>
/// <param name="PromptEval">Reading the prompt.</param>
/// <param name="Eval">Writing the answer.</param>
public sealed record CallTimings(TimeSpan Total, TimeSpan Load, TimeSpan PromptEval, TimeSpan Eval)
{
    /// <summary>
    /// Our own clock took the times, because the endpoint states none: <see cref="PromptEval"/> is then all the time until
    /// the first piece, network and queue included.
    /// </summary>
    public bool AreOurs { get; init; }

    /// <summary>The rest: mostly the wait for a parallel slot of the loaded model.</summary>
    public TimeSpan SlotWait
    {
        get
        {
            var rest = Total - Load - PromptEval - Eval;
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }
}
