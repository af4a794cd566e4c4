namespace Orchestrator.Router.Selection;

/// <param name="FailuresToOpen">Failures in a row that open the breaker.</param>
/// <param name="OpenFor">How long it stays open before a trial.</param>
/// <param name="TrialFor">How long a trial that nobody reports keeps others out.</param>
internal sealed record CircuitLimits(int FailuresToOpen, TimeSpan OpenFor, TimeSpan TrialFor);
