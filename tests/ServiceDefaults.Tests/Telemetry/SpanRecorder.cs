using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace Orchestrator.ServiceDefaults.Tests.Telemetry;

/// <summary>Keeps every span that is exported.</summary>
internal sealed class SpanRecorder : BaseExporter<Activity>
{
    private readonly ConcurrentQueue<Activity> _spans = new();

    public IReadOnlyList<Activity> Spans => [.. _spans];

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
        {
            _spans.Enqueue(span);
        }

        return ExportResult.Success;
    }
}
