using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>Which model a role is played by, and who takes its place. Pure.</summary>
internal static class TeamModels
{
    /// <returns>The models to try, in turn; never empty.</returns>
    /// <remarks>
    /// The best model plays all roles but the reviewer, which is of another family than the author where one is among the members: a
    /// model overlooks its own mistakes. Where the models do not fit into memory together, only one that is there already is
    /// worth it: each review would load it, and the next turn the other one. Models that had to be replaced come last.
    /// </remarks>
    public static IReadOnlyList<string> For(TeamSetting setting, TeamState state, TeamRole role, int tries = 0)
    {
        var order = setting
            .Models.OrderBy(model => state.Broken.Contains(model.Name))
            .Select(model => model.Name)
            .ToList();
        var first =
            role.Model.Length > 0 ? role.Model
            : role.Kind == RoleKind.Reviewer ? Reviewer(setting, state) ?? order[0]
            : order[0];
        IReadOnlyList<string> models =
        [
            first,
            .. order.Where(name => !name.Equals(first, StringComparison.OrdinalIgnoreCase)),
        ];
        var rotated = tries % models.Count;
        return [.. models.Skip(rotated), .. models.Take(rotated)];
    }

    private static string? Reviewer(TeamSetting setting, TeamState state)
    {
        var author = (state.LastOf(RoleKind.Coder) ?? state.Best)?.Result.Model;
        var family = setting
            .Models.FirstOrDefault(model => model.Name.Equals(author, StringComparison.OrdinalIgnoreCase))
            ?.Family;
        return setting
            .Models.Take(setting.Members)
            .Where(model => !setting.Request.Sequential || model.Resident)
            .FirstOrDefault(model => model.Family != family && !state.Broken.Contains(model.Name))
            ?.Name;
    }
}
