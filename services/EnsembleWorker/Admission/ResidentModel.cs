namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A model in memory.</summary>
/// <param name="ContextTokens">As the replica shows it; 0 while unknown.</param>
/// <param name="Bytes">What it takes; 0 while unknown.</param>
/// <param name="Since">When it was loaded, as far as is known.</param>
/// <param name="LastUsed">When a call of it began or ended last.</param>
internal sealed record ResidentModel(int ContextTokens, long Bytes, DateTimeOffset Since, DateTimeOffset LastUsed)
{
    /// <summary>
    /// The context that a load has asked for: a replica that gave less would give no more the next time, so whoever needs
    /// that much has to be content.
    /// </summary>
    public int Asked { get; init; }

    /// <summary>How long its load took; zero while unknown.</summary>
    public TimeSpan Load { get; init; }

    public bool Holds(int contextTokens) => ContextTokens == 0 || contextTokens <= Math.Max(ContextTokens, Asked);
}

/// <summary>A model in memory as a look at the replica shows it.</summary>
internal readonly record struct SeenResident(string Model, int ContextTokens, long Bytes);
