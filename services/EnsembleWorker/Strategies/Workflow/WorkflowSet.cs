namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>The workflows of a file.</summary>
/// <param name="ByName">Never changed.</param>
internal sealed record WorkflowSet(IReadOnlyDictionary<string, WorkflowDefinition> ByName)
{
    public static readonly WorkflowSet Empty = new(new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal));

    public IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <param name="name">Empty: the only one that there is.</param>
    /// <returns>Null when there is none of that name, or more than one for none.</returns>
    public WorkflowDefinition? Find(string name) =>
        name.Length > 0 ? ByName.GetValueOrDefault(name)
        : Names.Count == 1 ? ByName[Names[0]]
        : null;
}
