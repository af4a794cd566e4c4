namespace Orchestrator.Router.Fleet;

[Flags]
internal enum ModelAbilities
{
    None = 0,
    Completion = 1,
    Tools = 2,
    Vision = 4,
    Thinking = 8,
    Embedding = 16,
}

internal static class AbilityNames
{
    private static readonly (string Name, ModelAbilities Ability)[] _names =
    [
        ("completion", ModelAbilities.Completion),
        ("tools", ModelAbilities.Tools),
        ("vision", ModelAbilities.Vision),
        ("thinking", ModelAbilities.Thinking),
        ("embedding", ModelAbilities.Embedding),
    ];

    /// <remarks>A replica too old to list capabilities says nothing: then the name tells embedding models apart.</remarks>
    public static ModelAbilities Parse(IReadOnlyList<string> capabilities, string model)
    {
        if (capabilities.Count == 0)
        {
            return model.Contains("embed", StringComparison.OrdinalIgnoreCase)
                ? ModelAbilities.Embedding
                : ModelAbilities.Completion;
        }

        var abilities = ModelAbilities.None;
        foreach (var (name, ability) in _names)
        {
            abilities |= capabilities.Contains(name, StringComparer.OrdinalIgnoreCase) ? ability : ModelAbilities.None;
        }

        return abilities;
    }

    /// <returns>The name of one ability that is missing: the first in the order above.</returns>
    public static string First(ModelAbilities abilities)
    {
        foreach (var (name, ability) in _names)
        {
            if (abilities.HasFlag(ability))
            {
                return name;
            }
        }

        return "";
    }
}
