using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>What an operator's settings of a model count for, in the points of <see cref="AimWeights"/>.</summary>
internal static class RuleBonus
{
    // From the usual priority to the highest it is one point: less than the best family for a task, more than a tie.
    private const double PerPriority = 0.2;

    /// <summary>"Optimal for the task" is as much as the family that is best for it.</summary>
    public static double Of(ModelRule rule, TaskType task, AimWeights weights) =>
        (rule.OptimalFor.Contains(task) ? weights.TaskFit : 0)
        + (PerPriority * (rule.Priority - ModelRule.UsualPriority));
}
