namespace Orchestrator.EnsembleWorker.Storage;

/// <summary>
/// One run: the truth about it. Times are Unix milliseconds: both databases order and compare them alike. Texts of the
/// user are bytes: PostgreSQL keeps no NUL in a text.
/// </summary>
internal sealed class RunRow
{
    public string RunId { get; set; } = "";

    public string Strategy { get; set; } = "";

    /// <summary>One of <see cref="Runs.RunStates"/>.</summary>
    public string State { get; set; } = "";

    /// <summary>The StartRunRequest as it came.</summary>
    public byte[] Request { get; set; } = [];

    public long CreatedAtMs { get; set; }

    /// <summary>When it was first taken up; null while it never was.</summary>
    public long? StartedAtMs { get; set; }

    public long? FinishedAtMs { get; set; }

    /// <summary>A RunAnswer, once it is completed.</summary>
    public byte[]? Answer { get; set; }

    /// <summary>Why it failed, in snake case, and a sentence.</summary>
    public string? Cause { get; set; }

    public string? Message { get; set; }

    /// <summary>Number of the last entry in its log.</summary>
    public long LastSequence { get; set; }

    /// <summary>Who holds it, and where that worker's gRPC endpoint is dialled; empty when nobody does.</summary>
    public string Worker { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>Goes up with each change of holder; what carries another one is not written.</summary>
    public long Epoch { get; set; }

    /// <summary>When the lease ends; 0 when nobody holds it.</summary>
    public long ExpiresAtMs { get; set; }

    /// <summary>Somebody wants it to end; whoever holds it sees this with its next renewal.</summary>
    public bool StopRequested { get; set; }

    /// <summary>Somebody wants it to pause; seen in the same way.</summary>
    public bool PauseRequested { get; set; }

    /// <summary>When the present pause began, and how long earlier ones were together.</summary>
    public long? PausedAtMs { get; set; }

    public long PausedMs { get; set; }

    /// <summary>Until when it has to have an answer; moved on by pauses, null when the worker's limit alone counts.</summary>
    public long? DeadlineAtMs { get; set; }

    /// <summary>How often it was claimed from a holder that had not given it back, since it was accepted or replayed.</summary>
    public int Takeovers { get; set; }

    /// <summary>How many messages its user has sent it, and how many of them its log has.</summary>
    public int Messages { get; set; }

    public int MessagesLogged { get; set; }

    /// <summary>What it asks its user, in UTF-8; null when it asks nothing.</summary>
    public byte[]? Question { get; set; }

    /// <summary>Who goes first, smaller first, and whose share it uses.</summary>
    public int Priority { get; set; }

    public string Tenant { get; set; } = "";

    /// <summary>W3C trace context of the call that started it, so that its trace goes on wherever it is carried out.</summary>
    public string? TraceParent { get; set; }
}
