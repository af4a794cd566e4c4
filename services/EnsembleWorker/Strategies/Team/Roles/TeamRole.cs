namespace Orchestrator.EnsembleWorker.Strategies.Team.Roles;

/// <summary>One role of a team, as the operator's file describes it.</summary>
internal sealed record TeamRole
{
    /// <summary>Lower case, unique in the team: what stands behind the @.</summary>
    public required string Name { get; init; }

    public required RoleKind Kind { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Other names behind the @, for example Korean ones.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Empty: one of the run's models.</summary>
    public string Model { get; init; } = "";

    /// <summary>What routers are told that the model is needed for.</summary>
    public string RouterRole { get; init; } = "";

    /// <summary>Null: the worker's limit for steps.</summary>
    public TimeSpan? Timeout { get; init; }

    public int? MaxTokens { get; init; }

    public double? Temperature { get; init; }
}

/// <summary>A whole team.</summary>
/// <param name="Roles">Those that the lead may call, in the order of the file.</param>
/// <param name="Pipeline">Who works in which order when the lead is of no use.</param>
internal sealed record Roster(TeamRole Lead, IReadOnlyList<TeamRole> Roles, IReadOnlyList<TeamRole> Pipeline)
{
    public TeamRole? Find(string name) =>
        Roles.FirstOrDefault(role => role.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
