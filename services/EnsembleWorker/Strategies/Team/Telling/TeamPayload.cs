using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Telling;

/// <summary>What the log says of a team's end. Pure.</summary>
internal static class TeamPayload
{
    public static string Of(TeamSetting setting, TeamState state, StepResult answer) =>
        EndPayload.Of(
            answer,
            state.Steps,
            new
            {
                state.Ending,
                turns = state.Turn,
                led = state.Mode == TeamMode.Led,
                questions = state.Questions,
                question = state.Question.Length > 0 ? state.Question : null,
                state.ReviewCycles,
                approved = state.LastReview?.IsApproved,
                state.OpenProblems,
                reworked_since_review = IsReworked(state),
                memory = state.Memory.Notes.Select(note => note.Key),
                replaced = state.Steps.SelectMany(step => step.Replaced).Distinct(),
                tests_passed = (bool?)null,
                committed = (bool?)null,
                not_executed = new
                {
                    tests_passed = (bool?)null,
                    committed = (bool?)null,
                    reason = TeamNotes.NotExecuted,
                    note = setting.Texts.NotExecuted,
                    claimed_by = state
                        .Works.Where(work => ExecutionClaims.IsIn(work.Result.Text))
                        .Select(work => work.Role.Name)
                        .Distinct(),
                },
            },
            state.Works.GroupBy(work => work.Role.Name, StringComparer.Ordinal).Select(Member)
        );

    /// <summary>One entry per role: their number is limited, that of their steps is large.</summary>
    private static object Member(IEnumerable<TeamWork> works)
    {
        var all = works.ToList();
        var (last, steps) = (all[^1], all.ConvertAll(work => work.Result));
        return new
        {
            role = last.Role.Name,
            kind = RoleKinds.NameOf(last.Role.Kind),
            last.Result.Step,
            last.Result.Model,
            last.Result.Replica,
            last.Result.Simulated,
            result = StepNotes.ResultOf(last.Result),
            calls = all.Count,
            prompt_tokens = steps.Sum(step => step.PromptTokens),
            output_tokens = steps.Sum(step => step.OutputTokens),
            replaced = steps.SelectMany(step => step.Replaced).Distinct(),
        };
    }

    /// <summary>Whether code was written after the last review: then its problems may be solved, and nobody has looked.</summary>
    private static bool IsReworked(TeamState state)
    {
        var review = state.Works.FindLastIndex(work => work.Role.Kind == RoleKind.Reviewer && work.HasText);
        return review >= 0
            && state.Works.FindLastIndex(work => work.Role.Kind == RoleKind.Coder && work.HasText) > review;
    }
}
