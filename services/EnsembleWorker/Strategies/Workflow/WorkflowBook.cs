namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>The workflows that hold now, for everybody.</summary>
internal sealed class WorkflowBook
{
    private volatile WorkflowState _state = WorkflowState.Empty;

    public WorkflowState State
    {
        get => _state;
        set => _state = value;
    }

    public WorkflowSet Current => _state.Current;
}
