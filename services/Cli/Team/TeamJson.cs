using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.Files;

namespace Orchestrator.Cli.Team;

/// <summary>Findings about a file of roles for scripts.</summary>
internal static class TeamJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Korean stays readable; nothing of this ends up in a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Check(FileReading<Roster> reading) =>
        JsonSerializer.Serialize(
            new
            {
                good = reading.IsGood,
                roles = reading.Value?.Roles.Select(Role) ?? [],
                pipeline = reading.Value?.Pipeline.Select(role => role.Name) ?? [],
                problems = reading.Problems.Select(problem => new
                {
                    problem.Line,
                    problem.Field,
                    problem.Message,
                }),
            },
            _options
        ) + "\n";

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
