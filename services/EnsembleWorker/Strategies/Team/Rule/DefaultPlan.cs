using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>
/// Who works next when the lead is of no use: the roles of the pipeline in their order, those left out that have worked already, and
/// code goes back to its coder while a review finds problems. Pure.
/// </summary>
internal static class DefaultPlan
{
    public const string Instruction = "Do your part of the work on the user's request.";
    public const string Rework = "Solve the problems that the review has found, and give the whole work again.";
    public const string Again = "Review the work again: it was changed because of your last review.";

    /// <returns>Null when everybody is done.</returns>
    public static (TeamRole Role, string Instruction)? Next(TeamSetting setting, TeamState state)
    {
        var pipeline = setting.Roster.Pipeline;
        var review = state.Works.FindLastIndex(work => work.Role.Kind == RoleKind.Reviewer);
        var code = state.Works.FindLastIndex(work => work.Role.Kind == RoleKind.Coder);
        var isOpen = state.LastReview is { SendsBack: true } && state.ReviewCycles < setting.Limits.MaxReviewCycles;
        var coder = pipeline.FirstOrDefault(role => role.Kind == RoleKind.Coder);
        if (isOpen && review > code && coder is not null)
        {
            return (coder, Rework);
        }

        // A coder that failed has changed nothing that could be looked at again.
        if (isOpen && code > review && state.Works[code].HasText && FirstReviewer(pipeline) is { } reviewer)
        {
            return (reviewer, Again);
        }

        var next = pipeline.FirstOrDefault(role => !state.Works.Exists(work => work.Role.Name == role.Name));
        return next is null ? null : (next, Instruction);
    }

    private static TeamRole? FirstReviewer(IEnumerable<TeamRole> pipeline) =>
        pipeline.FirstOrDefault(role => role.Kind == RoleKind.Reviewer);
}
