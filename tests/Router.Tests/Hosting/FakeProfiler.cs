using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.Router.Tests;

/// <summary>A profiler that says what the test wants.</summary>
internal sealed class FakeProfiler(IHostApplicationLifetime lifetime) : Profiler.ProfilerBase
{
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Registry _registry = new() { Version = 1 };

    public void Name(params Uri[] owners)
    {
        var registry = new Registry { Version = _registry.Version + 1 };
        registry.Owners.Add(owners.Select(address => new Owner { Worker = "w", Address = address.ToString() }));
        Volatile.Write(ref _registry, registry);
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _changed, next).SetResult();
    }

    public override async Task WatchRegistry(
        WatchRegistryRequest request,
        IServerStreamWriter<Registry> responseStream,
        ServerCallContext context
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        while (!ends.IsCancellationRequested)
        {
            var changed = Volatile.Read(ref _changed).Task;
            await responseStream.WriteAsync(Volatile.Read(ref _registry), context.CancellationToken);
            await changed.WaitAsync(ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
