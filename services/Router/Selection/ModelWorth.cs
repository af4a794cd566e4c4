using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>What goes into the value as quality: what is expected, what operators add to it, and the floor of the aim.</summary>
internal static class ModelWorth
{
    /// <summary>"Optimal for the task" is worth as much as one answer in ten that is right and not wrong.</summary>
    public const double OptimalFor = 0.1;

    /// <summary>From the usual priority to the highest it is as much as "optimal for the task".</summary>
    public const double PerPriority = OptimalFor / 5;

    /// <summary>Below the floor an answer counts as worth less than none: all others go first.</summary>
    public const double BelowFloor = -1;

    public static double Of(QualityEstimate quality, ModelRule rule, TaskType task, AimProfile profile) =>
        quality.Mean
        + (rule.OptimalFor.Contains(task) ? OptimalFor : 0)
        + (PerPriority * (rule.Priority - ModelRule.UsualPriority))
        + (quality.Mean < profile.QualityFloor ? BelowFloor : 0);
}
