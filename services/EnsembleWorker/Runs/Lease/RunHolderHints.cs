using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs.Lease;

/// <summary>
/// Tells in the shared cache where a run's holder is dialled, so that a gateway finds it with its first call. A hint and
/// no more: without it, or with an old one, any worker still says who holds the run.
/// </summary>
internal sealed class RunHolderHints(SharedCache cache, Func<Owner> me, IOptions<EnsembleWorkerOptions> options)
{
    private const string Prefix = "run-holder:";

    /// <summary>For as long as a lease lives; said again with each renewal.</summary>
    public ValueTask TellAsync(string runId, CancellationToken cancellationToken) =>
        cache.SetAsync(Prefix + runId, me().Address, options.Value.Leases.Duration, cancellationToken);

    public ValueTask ForgetAsync(string runId, CancellationToken cancellationToken) =>
        cache.RemoveAsync(Prefix + runId, cancellationToken);
}
