using Orchestrator.Cli.Output;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.Files;

namespace Orchestrator.Cli.Team;

/// <summary>Findings about a file of roles for scripts.</summary>
internal static class TeamJson
{
    public static string Check(FileReading<Roster> reading) =>
        FindingsJson.Of(
            new
            {
                good = reading.IsGood,
                roles = reading.Value?.Roles.Select(Role) ?? [],
                pipeline = reading.Value?.Pipeline.Select(role => role.Name) ?? [],
                problems = FindingsJson.Problems(reading),
            }
        );

    private static object Role(TeamRole role) =>
        new
        {
            role.Name,
            kind = RoleKinds.NameOf(role.Kind),
            role.Aliases,
            role.Model,
            role = role.RouterRole,
            timeout_seconds = role.Timeout?.TotalSeconds,
            role.MaxTokens,
            role.Temperature,
        };
}
