namespace Orchestrator.Gateway.Fleet;

/// <summary>Names that stand for "you choose": they weigh speed, quality and cost differently, or ask several models.</summary>
internal static class VirtualModels
{
    public const string Ensemble = "ensemble";

    private const string DefaultTag = ":latest";

    /// <summary>Those that are a strategy of several model calls.</summary>
    public static IReadOnlyList<string> Strategies { get; } = [Ensemble];

    public static IReadOnlyList<string> All { get; } = ["auto", "auto:fast", "auto:quality", "auto:cheap", Ensemble];

    /// <summary>Clients offer tools to a model that says so, and an ensemble cannot pass their calls on.</summary>
    public static IEnumerable<string> Capabilities(string name) =>
        name == Ensemble ? ["completion"] : ["completion", "tools"];

    /// <summary>Ollama's clients add ":latest" to every name and match without case.</summary>
    public static string Normalise(string model)
    {
        var trimmed = model.Trim();
        var bare = trimmed.EndsWith(DefaultTag, StringComparison.OrdinalIgnoreCase)
            ? trimmed[..^DefaultTag.Length]
            : trimmed;
        return All.FirstOrDefault(name => name.Equals(bare, StringComparison.OrdinalIgnoreCase)) ?? trimmed;
    }
}
