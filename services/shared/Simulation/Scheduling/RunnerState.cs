using System.Collections.Immutable;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>A model that is loaded or being loaded.</summary>
public sealed record RunnerState
{
    public required long LoadId { get; init; }

    public required SimulatedModel Model { get; init; }

    public required RunnerOptions Options { get; init; }

    public required int ContextLength { get; init; }

    /// <summary>Requests that it runs at once.</summary>
    public required int Slots { get; init; }

    /// <summary>Weights, key/value cache of all slots and working memory.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The part of <see cref="SizeBytes"/> that is in the memory of each GPU of the host, in the host's order.</summary>
    public required ImmutableArray<long> GpuBytes
    {
        get;
        init
        {
            field = value;
            VramBytes = value.Sum();
        }
    }

    /// <summary>The part of <see cref="SizeBytes"/> that is in GPU memory; the rest is in main memory, for the CPU.</summary>
    public long VramBytes { get; private init; }

    public required TimeSpan KeepAlive { get; init; }

    public bool IsLoading { get; init; } = true;

    /// <summary>To be unloaded when its requests have ended. It still takes new ones, as Ollama's does.</summary>
    public bool IsDraining { get; init; }

    /// <summary>The host has other weights under this name by now, or none: no new request may use these.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>Nothing comes from the disk: it will be given up.</summary>
    internal bool IsStalled { get; init; }

    /// <summary>When it is idle: the moment it is unloaded. Null while in use.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public ImmutableList<long> Running { get; init; } = [];

    /// <summary>Handed over and waiting for a slot, in order of arrival.</summary>
    public ImmutableList<HostRequest> Waiting { get; init; } = [];

    /// <summary>Load-only requests that have not been answered yet.</summary>
    public ImmutableList<long> Holding { get; init; } = [];

    /// <summary>What each slot has in its cache.</summary>
    public ImmutableArray<SlotCache> Caches { get; init; } = [];

    /// <summary>Slots that were freed so far.</summary>
    public long Releases { get; init; }

    public bool IsIdle => !IsLoading && Running.IsEmpty && Waiting.IsEmpty && Holding.IsEmpty;

    public double GpuShare => SizeBytes == 0 ? 1 : (double)VramBytes / SizeBytes;

    internal bool Suits(RunnerOptions options) =>
        !IsOutdated
        && (options.NumCtx is null || MemoryEstimate.Context(Model, options.NumCtx.Value) == ContextLength)
        && options.EqualsButContext(Options);

    /// <summary>The expiry to show: of a model in use it is what it would be if it fell idle now.</summary>
    public DateTimeOffset ShownExpiry(DateTimeOffset now) => ExpiresAt ?? After(now);

    internal DateTimeOffset After(DateTimeOffset now) =>
        now + TimeSpan.FromTicks(Math.Min(KeepAlive.Ticks, Durations.KeepAlive.Forever.Ticks));
}
