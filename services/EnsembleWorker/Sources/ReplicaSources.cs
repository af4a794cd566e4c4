using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>All sources as one.</summary>
internal sealed class ReplicaSources(IEnumerable<IReplicaSource> sources, IOptions<EnsembleWorkerOptions> options)
{
    private readonly IReplicaSource[] _sources = [.. sources.OrderBy(source => source.Rank)];

    /// <summary>Ends with the next change of any source. Take it before <see cref="Union"/> is read.</summary>
    public Task Changed => Task.WhenAny(_sources.Select(source => source.Changed));

    public ReplicaUnion Union() =>
        ReplicaUnion.Of(_sources.Select(source => source.Replicas), options.Value.Fleet.MaxReplicas);
}
