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
}
