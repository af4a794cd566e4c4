using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.EnsembleWorker.Strategies.Team.Answers;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>
/// What a team does next: (state, event) → (state, next). Pure: the same events give the same course, so a run that is taken over goes
/// the way that it went. Every course ends: turns, reviews, retries and questions have limits.
/// </summary>
internal sealed partial class TeamRule(TeamSetting setting)
{
    private readonly TeamOptions _limits = setting.Limits;

    public (TeamState State, TeamNext Next) Begin()
    {
        var state = new TeamState
        {
            Turn = 1,
            TurnLimit = _limits.MaxTurns,
            Mode = TeamMode.Led,
        };
        var address = UserAddress.Of(setting.UserMessage, setting.Names);
        if (address.Unknown.Length > 0)
        {
            var known = setting.Roster.Roles.Select(role => role.Name);
            return (state, new TeamNext.Fail("unknown_role", setting.Texts.UnknownRole(address.Unknown, known)));
        }

        return address.Calls.Count == 0
            ? (state, new TeamNext.OpenTurn())
            : NextAddressed(state with { Mode = TeamMode.Direct, Direct = [.. address.Calls] });
    }

    public (TeamState State, TeamNext Next) Next(TeamState state, TeamEvent happened) =>
        happened switch
        {
            TeamEvent.Opened opened => Opened(Heard(state, opened.Said), opened.CanGoOn),
            TeamEvent.Led led => Led(Counted(state, led.Result), led),
            TeamEvent.SteppedIn stepped => SteppedIn(Heard(state, stepped.Said), stepped.Said.Count > 0),
            TeamEvent.Worked worked => Worked(Counted(state, worked.Result), worked.Result),
            TeamEvent.Replied replied => Replied(state, replied.Text),
            TeamEvent.Written written => Written(Counted(state, written.Result), written.Result),
            _ => throw new InvalidOperationException($"No such event: {happened}."),
        };

    private (TeamState State, TeamNext Next) Opened(TeamState state, bool canGoOn)
    {
        if (!canGoOn)
        {
            return (state with { Ending = TeamEndings.Budget }, new TeamNext.WriteAnswer());
        }

        if (state.Direct.Count > 0)
        {
            return CallAddressed(state);
        }

        return state.Mode == TeamMode.Pipeline ? GoOnByPlan(state) : (state, new TeamNext.AskLead(null, ""));
    }

    private (TeamState State, TeamNext Next) NextTurn(TeamState state)
    {
        if (state.Turn >= state.TurnLimit)
        {
            return Ask(state, setting.Texts.TurnsUsed(state.Turn), TeamEndings.TurnLimit);
        }

        return (state with { Turn = state.Turn + 1, Call = null }, new TeamNext.OpenTurn());
    }

    /// <summary>The lead is of no use: the roles work in their order.</summary>
    private (TeamState State, TeamNext Next) GoOnByPlan(TeamState state)
    {
        var planned = state with { Mode = TeamMode.Pipeline };
        return DefaultPlan.Next(setting, planned) is { } work
            ? Call(planned, new TeamCall(state.Turn, work.Role, work.Instruction, Try: 0))
            : WriteAnswer(planned, TeamEndings.Finished);
    }

    private (TeamState State, TeamNext Next) CallAddressed(TeamState state)
    {
        var (wanted, role) = (state.Direct[0], setting.Roster.Find(state.Direct[0].Role)!);
        var task = CutText.Middle(wanted.Text, _limits.MaxUserCharacters);
        var call = new TeamCall(state.Turn, role, task, Try: 0);
        return Call(state with { Direct = state.Direct.RemoveAt(0), Choice = null }, call);
    }

    private static (TeamState State, TeamNext Next) Call(TeamState state, TeamCall call) =>
        (state with { Call = call }, new TeamNext.CallRole(call));

    /// <summary>What the user says is part of the conversation from then on; an @ at its beginning calls roles.</summary>
    private TeamState Heard(TeamState state, IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            var text = CutText.Middle(message, _limits.MaxUserCharacters);
            var calls = UserAddress.Of(text, setting.Names).Calls;
            state = WithSaid(state, new SaidLine(TeamState.User, text)) with
            {
                // Who is addressed twice before its turn answers the later message: it sees both in the conversation.
                Direct = state
                    .Direct.RemoveAll(waiting => calls.Any(call => call.Role == waiting.Role))
                    .AddRange(calls),
            };
        }

        return state;
    }

    private TeamState WithSaid(TeamState state, SaidLine line)
    {
        var said = state.Said.Add(line);
        return state with { Said = said.Count > _limits.MaxUserMessages ? said.RemoveAt(0) : said };
    }

    private static TeamState Counted(TeamState state, StepResult result) =>
        state with
        {
            Steps = state.Steps.Add(result),
            Broken = state.Broken.Union(result.IsCompleted ? result.Replaced.Select(replaced => replaced.Model) : []),
        };
}
