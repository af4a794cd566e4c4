namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>How a strategy ended.</summary>
internal abstract record RunEnd
{
    private RunEnd() { }

    /// <param name="Answer">The step whose text is the answer.</param>
    /// <param name="Steps">All steps, for the sums.</param>
    /// <param name="PayloadJson">What the log says: one JSON object.</param>
    public sealed record Completed(StepResult Answer, IReadOnlyList<StepResult> Steps, string PayloadJson) : RunEnd
    {
        /// <summary>What the log says right before the end, for example what the members agreed on.</summary>
        public IReadOnlyList<RunNote> Notes { get; init; } = [];
    }

    /// <param name="Cause">In snake case.</param>
    /// <param name="Message">A sentence for the user.</param>
    public sealed record Failed(string Cause, string Message) : RunEnd
    {
        /// <summary>Nobody wanted it any more: it is stopped rather than failed.</summary>
        public bool IsStop { get; init; }
    }
}
