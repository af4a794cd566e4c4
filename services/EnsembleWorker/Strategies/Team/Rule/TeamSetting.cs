using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.EnsembleWorker.Strategies.Team.Telling;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>What a run of a team does not change: the roles, the limits, and what was asked.</summary>
internal sealed record TeamSetting
{
    public required Roster Roster { get; init; }

    public required TeamOptions Limits { get; init; }

    public required RoleNames Names { get; init; }

    public required TeamTexts Texts { get; init; }

    /// <summary>Best first: the members, then those that only take the place of others.</summary>
    public required IReadOnlyList<RunModel> Models { get; init; }

    public required int Members { get; init; }

    public required StartRunRequest Request { get; init; }

    public string UserMessage =>
        Request.Messages.LastOrDefault(message => message.Role == TeamState.User)?.Content ?? "";

    public static TeamSetting Of(IRunSteps run, Roster roster, TeamOptions limits) =>
        new()
        {
            Roster = roster,
            Limits = limits,
            Names = new RoleNames(roster),
            Texts = TeamTexts.Of(run.Request.Language),
            Models = run.Models,
            Members = run.Request.Members == 0 ? limits.Members : (int)Math.Min(run.Request.Members, run.Models.Count),
            Request = run.Request,
        };
}
