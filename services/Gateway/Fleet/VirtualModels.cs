namespace Orchestrator.Gateway.Fleet;

/// <summary>Names that stand for "you choose": they weigh speed, quality and cost differently, or ask several models.</summary>
internal static class VirtualModels
{
    public const string Ensemble = "ensemble";

    /// <summary>A certain workflow of the operator's is this and its name.</summary>
    private const string WorkflowPrefix = $"{Workflow}:";

    public const string Workflow = "workflow";

    private const string DefaultTag = ":latest";

    private static readonly string[] _aims = ["auto", "auto:fast", "auto:quality", "auto:cheap"];

    /// <summary>Those that are a strategy of several model calls. Which of them exist is the workers' word.</summary>
    public static IReadOnlyList<string> Strategies { get; } =
    [Ensemble, "cascade", "debate", "team", "decompose", "refine", Workflow];

    public static IReadOnlyList<string> All { get; } = [.. _aims, .. Strategies];

    /// <summary>Those that can be asked for now.</summary>
    /// <param name="strategies">That some worker carries out; none when the router does not say.</param>
    public static IEnumerable<string> Listed(IReadOnlyCollection<string> strategies)
    {
        var workflows = strategies.Where(name => WorkflowOf(name).Length > 0).Order(StringComparer.Ordinal).ToList();
        return _aims
            .Concat(strategies.Count == 0 ? [Ensemble] : Strategies.Where(strategies.Contains))
            // Of several workflows one has to be named.
            .Where(name => name != Workflow || workflows.Count <= 1)
            .Concat(workflows);
    }

    /// <summary>It is carried out by a worker, in several model calls.</summary>
    public static bool IsStrategy(string name) =>
        Strategies.Contains(name, StringComparer.Ordinal) || WorkflowOf(name).Length > 0;

    /// <returns>The workflow that a virtual model's name names; empty for none.</returns>
    public static string WorkflowOf(string name) =>
        name.StartsWith(WorkflowPrefix, StringComparison.Ordinal) ? name[WorkflowPrefix.Length..] : "";

    public static string OfWorkflow(string name) => WorkflowPrefix + name;

    /// <summary>Clients offer tools to a model that says so, and a strategy cannot pass their calls on.</summary>
    public static IEnumerable<string> Capabilities(string name) =>
        IsStrategy(name) ? ["completion"] : ["completion", "tools"];

    /// <summary>Ollama's clients add ":latest" to every name and match without case.</summary>
    public static string Normalise(string model)
    {
        var trimmed = model.Trim();
        var bare = trimmed.EndsWith(DefaultTag, StringComparison.OrdinalIgnoreCase)
            ? trimmed[..^DefaultTag.Length]
            : trimmed;
        return bare.StartsWith(WorkflowPrefix, StringComparison.OrdinalIgnoreCase)
            ? bare.ToLowerInvariant()
            : All.FirstOrDefault(name => name.Equals(bare, StringComparison.OrdinalIgnoreCase)) ?? trimmed;
    }
}
