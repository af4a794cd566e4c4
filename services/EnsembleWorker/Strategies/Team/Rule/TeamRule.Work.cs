using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <content>What follows from a member's work.</content>
internal sealed partial class TeamRule
{
    private (TeamState State, TeamNext Next) Worked(TeamState state, StepResult result)
    {
        var call = state.Call!;
        var review = call.WantsVerdict && result.IsCompleted ? ReviewAnswer.Read(result.Text, _limits) : null;
        var work = new TeamWork(call.Turn, call.Role, call.Instruction, result, review);
        var isBudget = result.Cause == StepCauses.BudgetExhausted;
        if (!work.HasText && !isBudget && call.Role.Kind == RoleKind.Coder && call.Try < _limits.CoderRetries)
        {
            return Call(state, call with { Try = call.Try + 1 });
        }

        var done = Reviewed(Read(state, work), work);
        if (done.Mode == TeamMode.Direct)
        {
            return isBudget ? EndAddressed(done, TeamEndings.Budget) : NextAddressed(done);
        }

        return isBudget ? EndWithBest(done with { Ending = TeamEndings.Budget })
            : done.FailuresInARow < _limits.MaxFailures ? NextTurn(done)
            : done.Best is null ? EndWithBest(done with { Ending = TeamEndings.MembersFailed })
            : WriteAnswer(done, TeamEndings.MembersFailed);
    }

    /// <summary>Takes the work into the record, and what it says to others: messages and notes.</summary>
    private TeamState Read(TeamState state, TeamWork work)
    {
        var recorded = state with { Works = state.Works.Add(work), Call = null };
        if (!work.HasText)
        {
            return recorded with { FailuresInARow = state.FailuresInARow + 1 };
        }

        var said = MemberText.Of(work.Result.Text, work.Role.Name, setting.Names);
        return recorded with
        {
            FailuresInARow = 0,
            Memory = state.Memory.With(said.Notes, _limits),
            Inboxes = state.Inboxes.Without(work.Role.Name).With(said.Messages, _limits),
        };
    }

    private static TeamState Reviewed(TeamState state, TeamWork work)
    {
        if (work.Role.Kind != RoleKind.Reviewer)
        {
            return state;
        }

        // A review that says nothing settles nothing: problems that were open stay so, but nobody is sent to them again.
        return work.Review is { IsApproved: not null } review
            ? state with
            {
                LastReview = review,
                ReviewCycles = state.ReviewCycles + (review.SendsBack ? 1 : 0),
            }
            : state with
            {
                LastReview = Unsettled(state, work.Review),
            };
    }

    private static Review Unsettled(TeamState state, Review? review) =>
        new(null, review is { Problems.Count: > 0 } ? review.Problems : state.OpenProblems);

    /// <summary>The next of the roles that the user has addressed by their names, or the end.</summary>
    private (TeamState State, TeamNext Next) NextAddressed(TeamState state)
    {
        // Each of these turns is one piece of work.
        var turn = state.Works.Count + 1;
        if (state.Direct.Count == 0 || turn > state.TurnLimit)
        {
            return EndAddressed(state, state.Direct.Count == 0 ? TeamEndings.Addressed : TeamEndings.TurnLimit);
        }

        var isOnly = state.Works.IsEmpty && state.Direct.Count == 1;
        var (called, _) = CallAddressed(state with { Turn = turn });
        return Call(called, called.Call! with { IsDirect = true, IsAnswer = isOnly });
    }
}
