namespace Orchestrator.EnsembleWorker.Storage;

/// <summary>What the user has said to a run while it was under way.</summary>
internal sealed class RunMessageRow
{
    public string RunId { get; set; } = "";

    /// <summary>From 1, in the order in which they came.</summary>
    public int Number { get; set; }

    public long AtMs { get; set; }

    /// <summary>In UTF-8.</summary>
    public byte[] Text { get; set; } = [];

    /// <summary>Its sender's name for it: a repeated call stores nothing. Null when it has none.</summary>
    public string? MessageId { get; set; }

    /// <summary>At which place of the run it was told to the strategy; null while it was not.</summary>
    public string? TakenAt { get; set; }
}
