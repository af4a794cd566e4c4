namespace Orchestrator.Inference.Http;

/// <summary>What a dialect makes of the lines of one streamed answer. One per answer, because it may remember.</summary>
internal interface ILineRule
{
    /// <summary>Whether an answer without a last line is one that was cut off.</summary>
    bool MustEnd { get; }

    /// <param name="line">With its line feed, if it has one.</param>
    LineVerdict Judge(ReadOnlySpan<byte> line);
}

/// <summary>What becomes of one line.</summary>
internal readonly record struct LineVerdict
{
    public static LineVerdict Dropped => new() { IsDropped = true };

    /// <summary>Handed on, but nothing that a caller would miss: another replica may still be tried.</summary>
    public static LineVerdict Passed => default;

    public static LineVerdict Content => new() { IsContent = true };

    /// <summary>The answer is complete with this line; nothing after it counts.</summary>
    public static LineVerdict Last => new() { IsContent = true, IsLast = true };

    public bool IsDropped { get; private init; }

    public bool IsContent { get; private init; }

    public bool IsLast { get; private init; }

    public InferenceCause? Cause { get; private init; }

    public string Message { get; private init; }

    /// <summary>The line reports a failure, or is no line of this dialect.</summary>
    public static LineVerdict Failed(InferenceCause cause, string message) =>
        new() { Cause = cause, Message = message };
}
