using Orchestrator.EnsembleWorker.Strategies.Team.Answers;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <content>How a team ends: with a written answer, or with the best that it has.</content>
internal sealed partial class TeamRule
{
    private static (TeamState State, TeamNext Next) WriteAnswer(TeamState state, string ending) =>
        (state with { Ending = ending }, new TeamNext.WriteAnswer());

    private (TeamState State, TeamNext Next) Written(TeamState state, StepResult result) =>
        result.HasText ? Complete(state, result) : EndWithBest(state);

    private (TeamState State, TeamNext Next) EndWithBest(TeamState state)
    {
        if (state.Best is { } best)
        {
            return Complete(state, best.Result);
        }

        return state.LeadAnswer.Length > 0 && state.Steps.FindLast(step => step.HasText) is { } lead
            ? Complete(state, lead with { Text = state.LeadAnswer })
            : Fail(state);
    }

    /// <summary>A client that only reads the answer sees the question, too, and can reply to it with its next message.</summary>
    private (TeamState State, TeamNext Next) EndWithQuestion(TeamState state)
    {
        var last = state.Best?.Result ?? state.Steps.FindLast(step => step.HasText);
        if (last is null)
        {
            return Fail(state);
        }

        var text = state.Best is { } best ? $"{best.Result.Text}\n\n{state.Question}" : state.Question;
        return Complete(state, last with { Text = text });
    }

    private (TeamState State, TeamNext Next) EndAddressed(TeamState state, string ending)
    {
        var answers = state.Works.FindAll(work => work.HasText);
        var ended = state with { Ending = ending };
        return answers.Count switch
        {
            0 => Fail(ended),
            1 => Complete(ended, answers[0].Result),
            _ => Complete(
                ended,
                answers[^1].Result with
                {
                    Text = string.Join("\n\n", answers.Select(work => $"@{work.Role.Name}:\n{work.Result.Text}")),
                    Simulated = answers.Exists(work => work.Result.Simulated),
                }
            ),
        };
    }

    /// <summary>Words of models stay as they are. Where they sound as if something had been run, the truth stands below them.</summary>
    private (TeamState State, TeamNext Next) Complete(TeamState state, StepResult answer) =>
        (
            state,
            new TeamNext.Complete(
                ExecutionClaims.IsIn(answer.Text)
                    ? answer with
                    {
                        Text = $"{answer.Text}\n\n{setting.Texts.NotExecuted}",
                    }
                    : answer
            )
        );

    private static (TeamState State, TeamNext Next) Fail(TeamState state)
    {
        var end = NoAnswer.Of(state.Steps);
        return (state, new TeamNext.Fail(end.Cause, end.Message));
    }
}
