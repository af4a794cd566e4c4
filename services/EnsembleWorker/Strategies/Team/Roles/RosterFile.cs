using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Roles;

/// <summary>Reads a file of roles: the whole team, or everything that is wrong with it at once. Pure.</summary>
internal static class RosterFile
{
    /// <param name="file">For messages.</param>
    public static FileReading<Roster> Read(string text, string file)
    {
        var problems = new ProblemList(file);
        var top = YamlText.Read(text, problems)?.Fields("lead", "roles", "pipeline");
        if (top is null)
        {
            return problems.Reading<Roster>(null);
        }

        var lead = RoleFields.Lead(top["lead"].Needed());
        var roles = Roles(top["roles"].Needed());
        var pipeline = top["pipeline"].IsThere ? Pipeline(top["pipeline"], roles) : roles;
        return problems.Reading(lead is null || !problems.IsEmpty ? null : new Roster(lead, roles, pipeline));
    }

    private static List<TeamRole> Roles(YamlField list)
    {
        var roles = new List<TeamRole>();
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in list.Items(RosterLimits.RolesMax))
        {
            if (RoleFields.Role(item) is not { } role)
            {
                continue;
            }

            roles.Add(role);
            foreach (var name in role.Aliases.Prepend(role.Name))
            {
                if (!names.TryAdd(name, item.Line))
                {
                    item.Problem($"the name {Quoted.Of(name)} is taken in line {names[name]} already");
                }
            }
        }

        return roles;
    }

    private static List<TeamRole> Pipeline(YamlField list, List<TeamRole> roles)
    {
        var pipeline = new List<TeamRole>();
        foreach (var item in list.Items(RosterLimits.RolesMax))
        {
            var name = item.Text(RosterLimits.NameCharactersMax);
            var role = roles.Find(role => role.Name == name);
            if (name is null)
            {
                continue;
            }

            if (role is null)
            {
                item.Problem(
                    $"{Quoted.Of(name)} is no role of this file; {ClosestNames.Hint(name, roles.Select(each => each.Name))}"
                );
            }
            else if (pipeline.Contains(role))
            {
                item.Problem($"the role {Quoted.Of(name)} is there twice");
            }
            else
            {
                pipeline.Add(role);
            }
        }

        return pipeline;
    }
}
