using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>Counts health watches: they are open to anyone, so they need a limit.</summary>
internal sealed class HealthWatches(IOptions<HealthOptions> options)
{
    private int _count;

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the limit is reached.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _count) <= options.Value.MaxWatches)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _count);
        throw new RpcException(new Status(StatusCode.ResourceExhausted, "Too many health watches."));
    }

    private sealed class Place(HealthWatches watches) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref watches._count);
    }
}
