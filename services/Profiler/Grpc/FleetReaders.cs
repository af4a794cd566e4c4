using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Grpc;

/// <summary>
/// Sends the view to its readers. Nothing is queued for a slow one: when it has taken one change, the next is made from
/// what is newer by then.
/// </summary>
internal sealed class FleetReaders(
    FleetFeed feed,
    IHostApplicationLifetime lifetime,
    IOptions<ProfilerOptions> options,
    TimeProvider clock
)
{
    private int _readers;

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many readers; UNAVAILABLE: the profiler stops.</exception>
    public async Task SendAsync(
        WatchFleetRequest request,
        IServerStreamWriter<FleetChange> reader,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (Interlocked.Increment(ref _readers) > options.Value.ViewReadersMax)
            {
                throw new RpcException(
                    new Status(StatusCode.ResourceExhausted, "Too many readers of the fleet view (ViewReadersMax).")
                );
            }

            await SendUntilStoppingAsync(request, reader, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    private async Task SendUntilStoppingAsync(
        WatchFleetRequest request,
        IServerStreamWriter<FleetChange> reader,
        CancellationToken cancellationToken
    )
    {
        // A watch has no end of its own: without the second token it would hold up every graceful stop.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            lifetime.ApplicationStopping
        );
        try
        {
            for (var seen = 0UL; ; )
            {
                var delta = await feed.NextAsync(seen, request.Speeds, ended.Token);
                foreach (var part in FleetParts.Of(feed.View, delta, LastHeardAt, options.Value.ViewPartBytesMax))
                {
                    await reader.WriteAsync(part, ended.Token);
                }

                seen = delta.Version;
                await Task.Delay(options.Value.ViewMinInterval, clock, ended.Token);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The profiler is stopping."));
        }
    }

    private DateTimeOffset? LastHeardAt(string owner) => feed.Read(registry => registry.LastHeardAt(owner));
}
