using System.Diagnostics.Metrics;

namespace Orchestrator.ServiceDefaults;

internal sealed class CacheTelemetry
{
    private readonly Counter<long> _reads;
    private readonly Counter<long> _writes;

    public CacheTelemetry(IMeterFactory meters)
    {
        // The factory owns the meter.
#pragma warning disable CA2000
        var meter = meters.Create("Orchestrator.Cache");
#pragma warning restore CA2000
        _reads = meter.CreateCounter<long>("orchestrator.cache.reads", "{read}", "Reads: hit, miss or failed.");
        _writes = meter.CreateCounter<long>("orchestrator.cache.writes", "{write}", "Writes: done, refused or failed.");
    }

    public void Hit() => Add(_reads, "hit");

    public void Miss() => Add(_reads, "miss");

    public void ReadFailed() => Add(_reads, "failed");

    public void Written() => Add(_writes, "done");

    public void WriteRefused() => Add(_writes, "refused");

    public void WriteFailed() => Add(_writes, "failed");

    private static void Add(Counter<long> counter, string result) =>
        counter.Add(1, new KeyValuePair<string, object?>("result", result));
}
