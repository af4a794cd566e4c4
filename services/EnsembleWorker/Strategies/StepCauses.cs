namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>Why a step has no result, where the run itself is the reason. What replicas and routers say comes as they say it.</summary>
internal static class StepCauses
{
    /// <summary>The run has used what it may use.</summary>
    public const string BudgetExhausted = "budget_exhausted";

    /// <summary>Its result is not needed any more, or would come too late for the others.</summary>
    public const string CutOff = "cut_off";

    /// <summary>It took longer than a step may.</summary>
    public const string TimedOut = "step_timed_out";
}
