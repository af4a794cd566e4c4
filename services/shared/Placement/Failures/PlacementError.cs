namespace Orchestrator.Placement.Failures;

/// <summary>Why a question got no answer, or only the beginning of one.</summary>
/// <param name="Message">A whole English sentence for the client. Never a prompt, an answer or a stack trace.</param>
internal sealed record PlacementError(PlacementErrorKind Kind, string Message)
{
    /// <summary>When to try again; null when nobody knows or trying again does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The cause in snake case for outcomes and metrics.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The model that was asked for, where the message is about it.</summary>
    public string Model { get; init; } = "";
}
