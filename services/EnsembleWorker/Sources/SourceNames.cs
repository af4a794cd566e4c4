namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>How replicas are found, in the words of the fleet's messages.</summary>
internal static class SourceNames
{
    /// <summary>Worker:Replicas.</summary>
    public const string Static = "static";

    /// <summary>Worker:ReplicaDns.</summary>
    public const string Dns = "dns";

    /// <summary>Added at run time, by the profilers' orders.</summary>
    public const string Api = "api";
}
