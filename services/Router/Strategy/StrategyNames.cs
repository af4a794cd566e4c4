namespace Orchestrator.Router.Strategy;

/// <summary>Ways to answer with several model calls, as clients ask for them and workers say that they carry them out.</summary>
internal static class StrategyNames
{
    /// <summary>One model call.</summary>
    public const string Single = "single";

    /// <summary>Several models answer, and one answer is written from theirs.</summary>
    public const string Ensemble = "ensemble";

    /// <summary>A small model first; a larger one where that is not sure.</summary>
    public const string Cascade = "cascade";

    /// <summary>An operator's own steps; which of them, its name says behind a colon.</summary>
    public const string Workflow = "workflow";

    /// <summary>Begins the names of the models that are a certain workflow each.</summary>
    private const string WorkflowPrefix = $"{Workflow}:";

    /// <summary>All of several calls. What a worker carries out is its own word.</summary>
    public static readonly IReadOnlyList<string> Several =
    [
        Ensemble,
        Cascade,
        "debate",
        "team",
        "decompose",
        "refine",
        Workflow,
    ];

    /// <returns>The strategy that a model's name stands for; null for none.</returns>
    /// <param name="key">As <see cref="Fleet.ModelKey"/> spells it.</param>
    public static string? Find(string key) => FindWorkflow(key) is null ? FindWhole(key) : Workflow;

    /// <returns>The workflow that a model's name names; null for none.</returns>
    /// <param name="key">As <see cref="Fleet.ModelKey"/> spells it.</param>
    public static string? FindWorkflow(string key) =>
        key.StartsWith(WorkflowPrefix, StringComparison.Ordinal) && key != $"{WorkflowPrefix}latest"
            ? key[WorkflowPrefix.Length..]
            : null;

    /// <summary>As workers announce it and clients ask for it.</summary>
    public static string OfWorkflow(string name) => WorkflowPrefix + name;

    /// <summary>The workflows among what workers say that they carry out, by name.</summary>
    public static IReadOnlyList<string> Workflows(IEnumerable<string> announced) =>
        [
            .. announced
                .Where(name => name.StartsWith(WorkflowPrefix, StringComparison.Ordinal))
                .Select(name => name[WorkflowPrefix.Length..])
                .Order(StringComparer.Ordinal),
        ];

    private static string? FindWhole(string key)
    {
        foreach (var name in Several)
        {
            if (key.StartsWith(name, StringComparison.Ordinal) && key.AsSpan(name.Length).SequenceEqual(":latest"))
            {
                return name;
            }
        }

        return null;
    }
}
