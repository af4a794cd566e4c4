using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;
using Orchestrator.EnsembleWorker.Strategies.Team.Telling;

namespace Orchestrator.EnsembleWorker.Strategies.Team;

/// <summary>
/// A lead gives out work to roles: planner, coder, reviewer, tester, committer, or those of the operator's file. All that decides is in
/// <see cref="TeamRule"/>; this carries it out. Nothing but text comes of it: no role has tools.
/// </summary>
internal sealed class TeamStrategy(IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    private readonly TeamOptions _options = options.Value.Runs.Team;
    private readonly Roster _roster = Read(options.Value.Runs.Team.File);

    public string Name => "team";

    public async Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken)
    {
        var setting = TeamSetting.Of(run, _roster, _options);
        var rule = new TeamRule(setting);
        var decisions = new TurnDecisions(run, setting);
        var (state, next) = rule.Begin();
        while (true)
        {
            switch (next)
            {
                case TeamNext.Complete complete:
                    return Completed(setting, state, complete.Answer);
                case TeamNext.Fail fail:
                    return new RunEnd.Failed(fail.Cause, fail.Message);
                default:
                    var happened = await CarryOutAsync(run, setting, decisions, state, next, cancellationToken);
                    (state, next) = rule.Next(state, happened);
                    break;
            }
        }
    }

    private static async Task<TeamEvent> CarryOutAsync(
        IRunSteps run,
        TeamSetting setting,
        TurnDecisions decisions,
        TeamState state,
        TeamNext next,
        CancellationToken cancellationToken
    )
    {
        switch (next)
        {
            case TeamNext.OpenTurn:
                run.Progress(new RunProgress("turns", state.Turn, state.TurnLimit));
                return await decisions.OpenAsync(state, cancellationToken);
            case TeamNext.AskLead ask:
                var led = await run.StepAsync(TeamSteps.Lead(setting, state, ask), cancellationToken);
                return new TeamEvent.Led(led, IsRepair: ask.Problem is not null);
            case TeamNext.WaitForUser:
                return await decisions.WaitAsync(state, cancellationToken);
            case TeamNext.CallRole call:
                var worked = await run.StepAsync(TeamSteps.Member(setting, state, call.Call), cancellationToken);
                return new TeamEvent.Worked(worked);
            case TeamNext.AskUser ask:
                return new TeamEvent.Replied(await run.AskAsync(ask.Name, ask.Question, cancellationToken));
            case TeamNext.WriteAnswer:
                run.Progress(new RunProgress("final", 0, 1));
                return new TeamEvent.Written(await run.StepAsync(TeamSteps.Final(setting, state), cancellationToken));
            default:
                throw new InvalidOperationException($"Nothing to carry out: {next}.");
        }
    }

    private static RunEnd.Completed Completed(TeamSetting setting, TeamState state, StepResult answer) =>
        new(answer, state.Steps, TeamPayload.Of(setting, state, answer))
        {
            Notes = state.Question.Length > 0 ? [TeamNotes.Question(state.Question)] : [],
        };

    // The file was checked when the worker started; it is read again here, so it may have changed in between.
    private static Roster Read(string file)
    {
        var reading = RosterSource.Read(file);
        return reading.Value
            ?? throw new OptionsValidationException(
                nameof(TeamOptions),
                typeof(TeamOptions),
                reading.Problems.Select(problem => problem.ToString())
            );
    }
}
