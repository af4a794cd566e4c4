namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Which strategies this worker says that it carries out: each workflow is one by its own name.</summary>
internal sealed class WorkflowNames(IEnumerable<IStrategy> strategies, WorkflowBook book)
{
    public const string Strategy = "workflow";

    private const string Prefix = "workflow:";

    private readonly string[] _strategies = [.. strategies.Select(strategy => strategy.Name)];
    private volatile Known? _last;

    /// <summary>The same list until the workflows change.</summary>
    public IReadOnlyList<string> Announced
    {
        get
        {
            var current = book.Current;
            var last = _last;
            if (last is null || !ReferenceEquals(last.Of, current))
            {
                _last = last = new Known(current, Names(current));
            }

            return last.Names;
        }
    }

    // Without a workflow there is nothing that the strategy could do.
    private List<string> Names(WorkflowSet workflows) =>
        [
            .. _strategies.Where(name => name != Strategy || workflows.Names.Count > 0),
            .. workflows.Names.Select(name => Prefix + name),
        ];

    private sealed record Known(WorkflowSet Of, IReadOnlyList<string> Names);
}
