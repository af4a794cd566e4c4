namespace Orchestrator.Gateway.Fleet;

/// <summary>Names that stand for "you choose": they weigh speed, quality and cost differently, or ask several models.</summary>
internal static class VirtualModels
{
    public const string Ensemble = "ensemble";

    private const string DefaultTag = ":latest";

    private static readonly string[] _aims = ["auto", "auto:fast", "auto:quality", "auto:cheap"];

    /// <summary>Those that are a strategy of several model calls. Which of them exist is the workers' word.</summary>
    public static IReadOnlyList<string> Strategies { get; } =
    [Ensemble, "cascade", "debate", "team", "decompose", "refine", "workflow"];

    public static IReadOnlyList<string> All { get; } = [.. _aims, .. Strategies];

    /// <summary>Those that can be asked for now.</summary>
    /// <param name="strategies">That some worker carries out; none when the router does not say.</param>
    public static IEnumerable<string> Listed(IReadOnlyCollection<string> strategies) =>
        _aims.Concat(strategies.Count == 0 ? [Ensemble] : Strategies.Where(strategies.Contains));

    /// <summary>Clients offer tools to a model that says so, and a strategy cannot pass their calls on.</summary>
    public static IEnumerable<string> Capabilities(string name) =>
        Strategies.Contains(name, StringComparer.Ordinal) ? ["completion"] : ["completion", "tools"];

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
