namespace Orchestrator.Router.Selection;

/// <summary>Which models the configuration maps to roles.</summary>
/// <param name="configured">Role → patterns of models and aims ("auto:quality"), best first.</param>
internal sealed class RoleMap(IDictionary<string, string[]> configured)
{
    public static readonly RoleMap Empty = new(new Dictionary<string, string[]>(StringComparer.Ordinal));

    private readonly Dictionary<string, RequestRole> _roles = configured.ToDictionary(
        pair => pair.Key,
        pair => Of(pair.Key, pair.Value),
        StringComparer.OrdinalIgnoreCase
    );

    /// <returns>Null for no role.</returns>
    public RequestRole? Find(string role) =>
        role.Length == 0 ? null
        : _roles.TryGetValue(role, out var mapped) ? mapped
        : new RequestRole(role, [], Aim: null, IsMapped: false);

    private static RequestRole Of(string name, string[] entries)
    {
        var parsed = entries.Select(RequestedModel.Parse).ToList();
        ModelAim? aim = null;
        var patterns = new List<string>();
        foreach (var entry in parsed)
        {
            if (entry.Aim == ModelAim.Named)
            {
                patterns.Add(GlobPattern.Normalize(entry.Name));
            }
            else
            {
                // Whatever stands after an aim is in it already.
                aim = entry.Aim;
                break;
            }
        }

        return new RequestRole(name, patterns, aim, IsMapped: true);
    }
}
