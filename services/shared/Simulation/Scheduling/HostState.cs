using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>All that changes on a host. Immutable: a reader never sees half a step.</summary>
public sealed record HostState
{
    public required HostConfig Config { get; init; }

    /// <summary>By model name; in name order, so that ties are decided the same way each time.</summary>
    public NameDictionary<RunnerState> Runners { get; init; } = new();

    /// <summary>Requests that need a load, in order. The first one is being scheduled and blocks the others.</summary>
    public ImmutableList<HostRequest> Pending { get; init; } = [];

    public NameDictionary<RequestCounts> Counts { get; init; } = new();

    public long LastLoadId { get; init; }

    /// <summary>The second attempt of the request that is being scheduled, or of an earlier one.</summary>
    internal LoadRetry? Retry { get; init; }

    /// <summary>The load of the busy model that the first pending request waits for; 0 when it has to choose one.</summary>
    internal long AwaitedLoadId { get; init; }

    public long UsedVramBytes
    {
        get
        {
            var used = 0L;
            foreach (var runner in Runners.Values)
            {
                used += runner.VramBytes;
            }

            return used;
        }
    }

    /// <summary>When <see cref="HostEvent.TimePassed"/> has something to do next.</summary>
    public DateTimeOffset? NextExpiry
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (var runner in Runners.Values)
            {
                next = next is null || runner.ExpiresAt < next ? runner.ExpiresAt ?? next : next;
            }

            return next;
        }
    }

    public static HostState Empty(HostConfig config) => new() { Config = config };

    internal HostState With(RunnerState runner) => this with { Runners = Runners.SetItem(runner.Model.Name, runner) };

    // Whoever waits for one model to drain looks again when any is unloaded.
    internal HostState Without(RunnerState runner) =>
        this with
        {
            Runners = Runners.Remove(runner.Model.Name),
            AwaitedLoadId = 0,
        };

    internal HostState Count(string model, RequestCounts more) =>
        this with
        {
            Counts = Counts.SetItem(model, (Counts.GetValueOrDefault(model) ?? RequestCounts.Zero) + more),
        };
}

/// <summary>How a load is tried once more after it ran out of memory.</summary>
/// <param name="Context">A smaller context than the automatic one; null keeps it.</param>
/// <param name="IsAlone">All other models have to go first.</param>
internal sealed record LoadRetry(long RequestId, int? Context, bool IsAlone);
