namespace Orchestrator.EnsembleWorker.Storage;

/// <summary>The checkpoint of one step: it is never carried out again.</summary>
internal sealed class StepRow
{
    public string RunId { get; set; } = "";

    public string Step { get; set; } = "";

    /// <summary>"completed", "failed", or "decided" for a decision that no model took part in.</summary>
    public string State { get; set; } = "";

    /// <summary>The epoch under which it was written.</summary>
    public long Epoch { get; set; }

    public string Model { get; set; } = "";

    public string Replica { get; set; } = "";

    /// <summary>The text, in UTF-8.</summary>
    public byte[] Output { get; set; } = [];

    /// <summary>"stop" or "length".</summary>
    public string Reason { get; set; } = "";

    public int PromptTokens { get; set; }

    public int OutputTokens { get; set; }

    public long StartedAtMs { get; set; }

    public long FinishedAtMs { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why it failed, in snake case, and a sentence; empty otherwise.</summary>
    public string Cause { get; set; } = "";

    public string Message { get; set; } = "";

    public bool Simulated { get; set; }

    public int Calls { get; set; } = 1;

    public long GpuMs { get; set; }

    public bool Cached { get; set; }

    /// <summary>Models that failed before, as JSON in UTF-8; null for none.</summary>
    public byte[]? Replaced { get; set; }
}
