using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>Worker:Replicas. It does not change while the process lives.</summary>
/// <exception cref="WrongSettingException">A replica is one that this worker cannot look after.</exception>
internal sealed class StaticReplicaSource(IOptions<EnsembleWorkerOptions> options, ReplicaRules rules) : IReplicaSource
{
    private readonly SourceList _list = new([.. options.Value.Replicas.Select(replica => ToConfig(replica, rules))]);

    public int Rank => 0;

    public IReadOnlyList<ReplicaConfig> Replicas => _list.Replicas;

    public Task Changed => _list.Changed;

    private static ReplicaConfig ToConfig(ReplicaOptions replica, ReplicaRules rules)
    {
        var config = ToConfig(replica);
        return rules.WhyRefused(config) is { } reason
            ? throw new WrongSettingException($"Worker:Replicas: '{config.Name}' {reason}.")
            : config;
    }

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
