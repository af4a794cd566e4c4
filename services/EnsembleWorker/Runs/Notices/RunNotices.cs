using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Runs.Notices;

/// <summary>
/// Messages that wait for the bus. Only queues, never waits: a slow or absent bus delays no run. What gets lost here is
/// in the database; a sweeper finds runs whose message was lost.
/// </summary>
internal sealed class RunNotices(IOptions<EnsembleWorkerOptions> options, RunTelemetry telemetry)
{
    private readonly Channel<RunNotice> _queue = Channel.CreateBounded<RunNotice>(
        new BoundedChannelOptions(options.Value.Runs.Watch.NoticeQueue)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
        },
        _ => telemetry.NoticeDropped()
    );

    public ChannelReader<RunNotice> Reader => _queue.Reader;

    public void Add(object message, string? traceParent) => _queue.Writer.TryWrite(new RunNotice(message, traceParent));
}
