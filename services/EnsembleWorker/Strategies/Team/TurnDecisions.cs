using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;

namespace Orchestrator.EnsembleWorker.Strategies.Team;

/// <summary>
/// What a team's course depends on besides results: the budget that is left, and what the user says. It is committed turn by turn, so a
/// later holder of the run hears the same at the same place, wherever its inbox tells a message.
/// </summary>
internal sealed class TurnDecisions(IRunSteps run, TeamSetting setting)
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly TimeSpan _window = setting.Limits.StepInWindow;

    // Told by the inbox and not yet by a decision.
    private readonly List<string> _heard = [];

    public async Task<TeamEvent> OpenAsync(TeamState state, CancellationToken cancellationToken)
    {
        var name = $"turn-{state.Turn}";
        await HearAsync(name, TimeSpan.Zero, cancellationToken);
        var turn = await DecideAsync(name, () => TeamBudget.AllowsTurn(run.Left, state), cancellationToken);
        return new TeamEvent.Opened(turn.GoOn, turn.Said);
    }

    /// <summary>Lets the user step in before the lead's decision is carried out.</summary>
    public async Task<TeamEvent> WaitAsync(TeamState state, CancellationToken cancellationToken)
    {
        if (!run.Request.Interactive || _window == TimeSpan.Zero)
        {
            return new TeamEvent.SteppedIn([]);
        }

        // Nobody waits again for what is over: after a takeover the window is closed.
        var (name, isOpen) = ($"turn-{state.Turn}.window", false);
        await run.DecideAsync(name, () => Open(out isOpen), cancellationToken);
        await HearAsync($"turn-{state.Turn}.step-in", isOpen ? _window : TimeSpan.Zero, cancellationToken);
        var turn = await DecideAsync($"turn-{state.Turn}.step-in", () => true, cancellationToken);
        return new TeamEvent.SteppedIn(turn.Said);
    }

    private static RunDecision Open(out bool isOpen)
    {
        isOpen = true;
        return new RunDecision("open");
    }

    private async Task HearAsync(string boundary, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (run.Request.Interactive)
        {
            _heard.AddRange(await run.InboxAsync(boundary, wait, cancellationToken));
        }
    }

    private async Task<TurnText> DecideAsync(string name, Func<bool> goOn, CancellationToken cancellationToken)
    {
        var text = await run.DecideAsync(
            name,
            () => new RunDecision(PayloadJson.Of(new TurnText(goOn(), [.. _heard]))),
            cancellationToken
        );
        var turn = JsonSerializer.Deserialize<TurnText>(text, _json) ?? new TurnText(true, []);
        foreach (var said in turn.Said)
        {
            _heard.Remove(said);
        }

        return turn;
    }

    private sealed record TurnText(bool GoOn, IReadOnlyList<string> Said);
}
