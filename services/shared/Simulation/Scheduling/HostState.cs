using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>All that changes on a host. Immutable: a reader never sees half a step.</summary>
public sealed record HostState
{
    public required HostConfig Config { get; init; }

    /// <summary>By model name; in name order, so that ties are decided the same way each time.</summary>
    public ImmutableSortedDictionary<string, RunnerState> Runners { get; init; } =
        ImmutableSortedDictionary.Create<string, RunnerState>(StringComparer.Ordinal);

    /// <summary>Requests that need a load, in order. The first one is being scheduled and blocks the others.</summary>
    public ImmutableList<HostRequest> Pending { get; init; } = [];

    public ImmutableSortedDictionary<string, RequestCounts> Counts { get; init; } =
        ImmutableSortedDictionary.Create<string, RequestCounts>(StringComparer.Ordinal);

    public long LastLoadId { get; init; }

    public long UsedVramBytes => Runners.Values.Sum(runner => runner.VramBytes);

    /// <summary>When <see cref="HostEvent.TimePassed"/> has something to do next.</summary>
    public DateTimeOffset? NextExpiry => Runners.Values.Min(runner => runner.ExpiresAt);

    public static HostState Empty(HostConfig config) => new() { Config = config };

    internal HostState With(RunnerState runner) => this with { Runners = Runners.SetItem(runner.Model.Name, runner) };

    internal HostState Without(RunnerState runner) => this with { Runners = Runners.Remove(runner.Model.Name) };

    internal HostState Count(string model, Func<RequestCounts, RequestCounts> change) =>
        this with
        {
            Counts = Counts.SetItem(model, change(Counts.GetValueOrDefault(model, RequestCounts.Zero))),
        };
}

/// <summary>Requests for one model since the host started.</summary>
/// <param name="Started">Got a slot, or were answered as load-only.</param>
/// <param name="Cancelled">The caller hung up, waiting ones included.</param>
public sealed record RequestCounts(long Arrived, long Started, long Finished, long Cancelled, long Failed, long Refused)
{
    public static RequestCounts Zero { get; } = new(0, 0, 0, 0, 0, 0);
}
