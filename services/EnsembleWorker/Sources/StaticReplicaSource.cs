using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>Worker:Replicas. It does not change while the process lives.</summary>
internal sealed class StaticReplicaSource(IOptions<EnsembleWorkerOptions> options) : IReplicaSource
{
    private readonly SourceList _list = new([.. options.Value.Replicas.Select(ToConfig)]);

    public int Rank => 0;

    public IReadOnlyList<ReplicaConfig> Replicas => _list.Replicas;

    public Task Changed => _list.Changed;

    // The options' check has seen a URL.
    private static ReplicaConfig ToConfig(ReplicaOptions replica) =>
        new(replica.Name, replica.Url!)
        {
            Kind = replica.Kind,
            Slots = replica.Slots,
            QueueLimit = replica.QueueLimit,
            Standby = replica.Standby,
            Gpu = replica.Gpu,
            VramBytes = replica.VramBytes,
            Credential = replica.Credential,
            Models = [.. replica.Models],
        };
}
