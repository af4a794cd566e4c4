using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Runs;

/// <summary>Runs whose clients are gone, on their way to being stopped. Only queues: never waits.</summary>
internal sealed class RunStops(IOptions<SeveralStepsLimits> limits, RunningWork work)
{
    private readonly Channel<RunStop> _channel = Channel.CreateBounded<RunStop>(
        new BoundedChannelOptions(limits.Value.MaxWaitingStops) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    public ChannelReader<RunStop> Reader => _channel.Reader;

    /// <param name="holder">Asked first; null when nobody knows.</param>
    public void Add(string runId, Uri? holder)
    {
        // A stream that this process itself cuts off to stop says nothing about its client, who may fetch the result.
        if (!work.Aborting.IsCancellationRequested)
        {
            _channel.Writer.TryWrite(new RunStop(runId, holder));
        }
    }
}

internal readonly record struct RunStop(string RunId, Uri? Holder);
