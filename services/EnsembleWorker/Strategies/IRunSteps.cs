using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>
/// What a run offers to its strategy. Whatever is told here is committed under its name: a strategy that is begun anew by
/// another worker is told the same, at once, and goes on behind it.
/// </summary>
internal interface IRunSteps
{
    StartRunRequest Request { get; }

    /// <summary>Models that the run may use, best first: its members, then those that take a place or judge.</summary>
    IReadOnlyList<RunModel> Models { get; }

    /// <summary>What the run may still use. A step beyond it is not carried out: its cause is "budget_exhausted".</summary>
    BudgetLeft Left { get; }

    /// <summary>
    /// The result of the step: from its checkpoint, or by carrying it out and committing the checkpoint. A step that
    /// fails is a result, too. Several may be under way at once.
    /// </summary>
    Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// What was decided under this name, without a model: from its checkpoint, or from <paramref name="decide"/>, with what the log says
    /// of it. For decisions that depend on more than results, or that the log has to tell before the run ends.
    /// </summary>
    Task<string> DecideAsync(string name, Func<RunDecision> decide, CancellationToken cancellationToken);

    /// <summary>
    /// What the user has said to the run since the last look, oldest first. After a takeover a message may be told at an earlier
    /// boundary than before, never at two: keep it for all that follows.
    /// </summary>
    /// <param name="boundary">Name of this place in the run, for example "round-2".</param>
    /// <param name="wait">How long to wait for a first one; zero only looks.</param>
    /// <param name="cancellationToken">The run's.</param>
    Task<IReadOnlyList<string>> InboxAsync(string boundary, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the user and waits for the reply: meanwhile the run is paused and held by nobody. Only where
    /// <see cref="StartRunRequest.Interactive"/> is set.
    /// </summary>
    Task<string> AskAsync(string name, string question, CancellationToken cancellationToken);

    /// <summary>Tells watchers how far the run is; not kept.</summary>
    void Progress(RunProgress progress);
}
