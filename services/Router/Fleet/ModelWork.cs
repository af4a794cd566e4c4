namespace Orchestrator.Router.Fleet;

/// <summary>Calls of one model on one replica as its owner counts them, in tokens as they were estimated.</summary>
/// <param name="Model">Its key.</param>
/// <param name="RunningFor">How long the running calls have run, their mean.</param>
/// <param name="OldestWait">How long the longest waiting call has waited.</param>
internal sealed record ModelWork(
    string Model,
    int Running,
    int Waiting,
    long WaitingPromptTokens,
    long WaitingOutputTokens,
    long RunningPromptTokens,
    long RunningOutputTokens,
    TimeSpan RunningFor,
    TimeSpan OldestWait
);

/// <summary>A load that is under way.</summary>
/// <param name="Model">Its key.</param>
/// <param name="For">Since when it goes on, at the moment of the report.</param>
internal sealed record ModelLoading(string Model, TimeSpan For);
