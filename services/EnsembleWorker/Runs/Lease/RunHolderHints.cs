using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs.Lease;

/// <summary>
/// Where a run's holder is dialled, in the shared cache: a worker that is asked to watch a run sees there who has taken it
/// up, long before it asks the database again. A hint and no more: without it the database says the same, later.
/// </summary>
internal sealed class RunHolderHints(SharedCache cache, Func<Owner> me, IOptions<EnsembleWorkerOptions> options)
{
    private const string Prefix = "run-holder:";

    /// <summary>For as long as a lease lives; said again with each renewal.</summary>
    public ValueTask TellAsync(string runId, CancellationToken cancellationToken) =>
        cache.SetAsync(Prefix + runId, me().Address, options.Value.Leases.Duration, cancellationToken);

    /// <returns>The address of another worker that holds the run; null when nobody is known to.</returns>
    public async ValueTask<string?> FindElsewhereAsync(string runId, CancellationToken cancellationToken) =>
        await cache.GetAsync(Prefix + runId, cancellationToken) is { } address && address != me().Address
            ? address
            : null;

    public ValueTask ForgetAsync(string runId, CancellationToken cancellationToken) =>
        cache.RemoveAsync(Prefix + runId, cancellationToken);
}
