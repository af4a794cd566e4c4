namespace Orchestrator.EnsembleWorker.Storage;

/// <summary>One entry of a run's log.</summary>
internal sealed class RunLogRow
{
    public string RunId { get; set; } = "";

    /// <summary>From 1, without gaps.</summary>
    public long Sequence { get; set; }

    public long AtMs { get; set; }

    /// <summary>One of Orchestrator.Contracts.EventNames.</summary>
    public string Name { get; set; } = "";

    /// <summary>One JSON object. Its writer escapes NUL, so that it is a text for both databases.</summary>
    public string Payload { get; set; } = "";
}
