using System.Collections.Concurrent;
using OpenTelemetry;

namespace Orchestrator.StandIns.Tests.OpenTelemetry;

/// <summary>Keeps what was exported, as <paramref name="read"/> sees it at that moment: the SDK uses its objects again.</summary>
internal sealed class RecordingExporter<T, TSeen>(Func<T, TSeen> read) : BaseExporter<T>
    where T : class
{
    private readonly ConcurrentQueue<TSeen> _seen = new();

    public IReadOnlyCollection<TSeen> Seen => _seen;

    public override ExportResult Export(in Batch<T> batch)
    {
        foreach (var item in batch)
        {
            _seen.Enqueue(read(item));
        }

        return ExportResult.Success;
    }
}
