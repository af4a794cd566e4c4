namespace Orchestrator.EnsembleWorker.Residency;

internal abstract record ResidencyAction(string Model, TimeSpan KeepAlive)
{
    /// <summary>Into memory; the replica evicts what has the shortest keep_alive if it has to.</summary>
    internal sealed record Load(string Model, TimeSpan KeepAlive) : ResidencyAction(Model, KeepAlive);

    /// <summary>It is in memory: tells the replica how long it is to stay.</summary>
    internal sealed record Touch(string Model, TimeSpan KeepAlive) : ResidencyAction(Model, KeepAlive);
}
