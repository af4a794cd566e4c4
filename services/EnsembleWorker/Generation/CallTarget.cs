using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>Where a call has to go, under which ownership, and in whose turn.</summary>
internal sealed record CallTarget(string Replica, long Epoch, AdmissionPriority Priority)
{
    /// <summary>Whose share it uses; empty for everybody without one.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Time until its first token has to be there; null for as long as it takes.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Tokens of its prompt as estimated; 0 while unknown.</summary>
    public int PromptTokens { get; init; }

    /// <summary>Tokens of its answer as estimated; 0 while unknown.</summary>
    public int OutputTokens { get; init; }

    /// <summary>A second copy of a call that runs elsewhere.</summary>
    public bool IsHedge { get; init; }
}
