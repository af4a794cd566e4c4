using Microsoft.Extensions.Options;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Responses;
using Orchestrator.Gateway.Runs;
using Orchestrator.Gateway.Runs.Workers;

namespace Orchestrator.Gateway.Native;

/// <summary>A run's events as server-sent events, until it ends, the client leaves or this process stops.</summary>
internal sealed class RunEventStream(
    RunCalls calls,
    IOptions<RunLimits> limits,
    IHostApplicationLifetime lifetime,
    TimeProvider clock
)
{
    public async Task WriteAsync(HttpContext context, RunView run, ulong after)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        // nginx and what is made of it would otherwise hold events back until its buffer is full.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var output = new ResponseOutput(context, limits.Value, clock);
        // A client that is told nothing more connects again, at another gateway: no reason to hold up the stop.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        await output.FlushAsync(context.RequestAborted);
        using var watch = calls.Watch(run.RunId, after, first: null, end.Token);
        try
        {
            await RelayAsync(run, watch, output, end.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // This process stops.
        }
        finally
        {
            // A watch that is still waiting must not take its end for a broken connection and dial again.
            await end.CancelAsync();
        }
    }

    private async Task RelayAsync(
        RunView run,
        RunWatch watch,
        ResponseOutput output,
        CancellationToken cancellationToken
    )
    {
        using var beat = new PeriodicTimer(limits.Value.HeartbeatAfter, clock);
        var tick = beat.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            var next = watch.NextAsync();
            while (await Task.WhenAny(next, tick) == tick)
            {
                await tick;
                output.Raw(": waiting\n\n"u8);
                await output.FlushAsync(cancellationToken);
                tick = beat.WaitForNextTickAsync(cancellationToken).AsTask();
            }

            if (await next is not { Event: { } found })
            {
                // No event of the run: the client may ask again from the last number it has.
                output.Raw(": no worker gives news of this run\n\n"u8);
                await output.FlushAsync(cancellationToken);
                return;
            }

            output.Raw(RunEventText.ToEvent(found));
            await output.FlushAsync(cancellationToken);
            if (IsEnd(found, run))
            {
                return;
            }
        }
    }

    // A run that was replayed has failed before, somewhere in the middle of its log.
    private static bool IsEnd(RunEvent found, RunView run) =>
        found.Name == EventNames.Completed || (found.Name == EventNames.Failed && found.Sequence >= run.LastSequence);
}
