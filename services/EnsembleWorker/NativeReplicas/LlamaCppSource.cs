using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>
/// Worker:LlamaCpp. To the rest of the worker these are ordinary replicas: a process that is down is one that does not answer.
/// The list changes only when a process has to take another port.
/// </summary>
internal sealed class LlamaCppSource : IReplicaSource
{
    private readonly Jitter _random;
    private readonly SourceList _list;

    public LlamaCppSource(IOptions<EnsembleWorkerOptions> options, Jitter random)
    {
        _random = random;
        _list = new SourceList([.. options.Value.LlamaCpp.Select(entry => ToConfig(entry, LoopbackPort.Take(random)))]);
    }

    public int Rank => 1;

    public IReadOnlyList<ReplicaConfig> Replicas => _list.Replicas;

    public Task Changed => _list.Changed;

    public Uri AddressOf(string name) => Replicas.First(replica => replica.Name == name).Url;

    /// <summary>Gives a replica another port. One loop at a time does so for one replica.</summary>
    public void Move(string name)
    {
        var url = LoopbackPort.Take(_random);
        lock (_list)
        {
            _list.Replace([.. Replicas.Select(replica => replica.Name == name ? replica with { Url = url } : replica)]);
        }
    }

    private static ReplicaConfig ToConfig(LlamaCppReplicaOptions entry, Uri url) =>
        new(entry.Name, url)
        {
            Slots = entry.Slots,
            QueueLimit = entry.QueueLimit,
            Gpu = entry.Gpu,
            VramBytes = entry.VramBytes,
        };
}
