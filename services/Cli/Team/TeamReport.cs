using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.Cli.Team;

/// <summary>A good file of roles in two lines: who is there, and who works when the lead cannot be used.</summary>
internal static class TeamReport
{
    public static void Write(Roster roster, TextWriter output)
    {
        output.WriteLine($"{roster.Roles.Count} roles: {Names(roster.Roles)}.");
        output.WriteLine($"Without a lead: {Names(roster.Pipeline)}.");
    }

    private static string Names(IEnumerable<TeamRole> roles) => string.Join(", ", roles.Select(role => role.Name));
}
