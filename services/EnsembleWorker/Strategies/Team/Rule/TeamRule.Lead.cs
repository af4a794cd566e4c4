using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <content>The lead's decisions.</content>
internal sealed partial class TeamRule
{
    /// <summary>Roles that the lead may call: a reviewer only until its reviews are used up.</summary>
    public static IReadOnlyList<string> Offered(TeamSetting setting, TeamState state) =>
        [
            .. setting
                .Roster.Roles.Where(role =>
                    role.Kind != RoleKind.Reviewer || state.ReviewCycles < setting.Limits.MaxReviewCycles
                )
                .Select(role => role.Name),
        ];

    private (TeamState State, TeamNext Next) Led(TeamState state, TeamEvent.Led led)
    {
        var result = led.Result;
        if (result.Cause == StepCauses.BudgetExhausted)
        {
            return EndWithBest(state with { Ending = TeamEndings.Budget });
        }

        if (!result.IsCompleted)
        {
            return GoOnByPlan(state with { FailuresInARow = state.FailuresInARow + 1 });
        }

        var (choice, problem) = LeadAnswer.Read(result.Text, Offered(setting, state), setting.Names);
        if (choice is not null)
        {
            return Decided(state with { Inboxes = state.Inboxes.Without(RoleFields.LeadName) }, choice);
        }

        return led.IsRepair
            ? GoOnByPlan(state with { LeadAnswer = CutText.Middle(result.Text, _limits.MaxWorkCharacters) })
            : (state, new TeamNext.AskLead(problem, CutText.Middle(result.Text, _limits.MaxMessageCharacters)));
    }

    private (TeamState State, TeamNext Next) Decided(TeamState state, LeadChoice said)
    {
        var choice = said with { Instruction = CutText.Middle(said.Instruction, _limits.MaxMessageCharacters) };
        var isSame = choice.Choice == state.Choice?.Choice && choice.Instruction == state.Choice.Instruction;
        var decided = state with { Choice = choice, Repeats = isSame ? state.Repeats + 1 : 0 };
        return decided.Repeats > _limits.MaxRepeats
            ? WriteAnswer(decided, TeamEndings.Repeated)
            : (decided, new TeamNext.WaitForUser());
    }

    /// <summary>The user has let the decision pass, or has said something, which counts more.</summary>
    private (TeamState State, TeamNext Next) SteppedIn(TeamState state, bool hasSpoken)
    {
        if (state.Direct.Count > 0)
        {
            return CallAddressed(state);
        }

        if (hasSpoken)
        {
            return NextTurn(state with { Choice = null });
        }

        var choice = state.Choice!;
        return choice.Choice switch
        {
            LeadChoice.Finish => WriteAnswer(state with { LeadAnswer = choice.Answer }, TeamEndings.Finished),
            LeadChoice.AskUser => Ask(state, QuestionOf(choice), TeamEndings.Question),
            _ => Call(state, new TeamCall(state.Turn, setting.Roster.Find(choice.Choice)!, choice.Instruction, Try: 0)),
        };
    }

    private string QuestionOf(LeadChoice choice) =>
        choice.Question.Length > 0
            ? CutText.Middle(choice.Question, _limits.MaxMessageCharacters)
            : setting.Texts.WhatElse;

    /// <summary>Asks the user, or ends with the question where nobody is there or enough was asked.</summary>
    private (TeamState State, TeamNext Next) Ask(TeamState state, string question, string ending)
    {
        var asking = state with { Question = question };
        return setting.Request.Interactive && state.Questions < _limits.MaxQuestions
            ? (asking, new TeamNext.AskUser($"question-{state.Questions + 1}", question))
            : EndWithQuestion(asking with { Ending = ending });
    }

    private (TeamState State, TeamNext Next) Replied(TeamState state, string reply)
    {
        var asked = WithSaid(state, new SaidLine(TeamState.Assistant, state.Question)) with
        {
            Question = "",
            Questions = state.Questions + 1,
            TurnLimit = state.Turn + _limits.TurnsPerReply,
            Choice = null,
            Repeats = 0,
        };
        return NextTurn(Heard(asked, [reply]));
    }
}
