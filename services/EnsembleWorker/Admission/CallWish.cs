namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>What a call asks of its replica, as far as its turn depends on it.</summary>
/// <param name="Model">Models may have fewer slots than the replica; empty for work that belongs to none.</param>
internal sealed record CallWish(string Model)
{
    public AdmissionPriority Priority { get; init; } = AdmissionPriority.Interactive;

    /// <summary>Whose share it uses; empty for everybody without one.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>When its first token has to be there; null for whenever.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Tokens of its prompt as estimated; 0 while unknown.</summary>
    public int PromptTokens { get; init; }

    /// <summary>Tokens of its answer as estimated; 0 while unknown.</summary>
    public int OutputTokens { get; init; }

    /// <summary>A second copy of a call that runs elsewhere: at once or not at all.</summary>
    public bool IsHedge { get; init; }

    /// <summary>The least context that it needs; 0 for any.</summary>
    public int ContextTokens { get; init; }

    /// <summary>The num_ctx that it would load its model with; null leaves it to the replica.</summary>
    public int? ContextToLoad { get; init; }

    /// <summary>What its model is expected to take in memory, until it was seen there; 0 while unknown.</summary>
    public long ModelBytes { get; init; }

    /// <summary>From its slot to its first token at best; zero while unknown.</summary>
    public TimeSpan PrefillTime { get; init; }

    /// <summary>From its slot to its last token at best; zero while unknown.</summary>
    public TimeSpan ServiceTime { get; init; }
}
