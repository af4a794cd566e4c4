using System.Collections.Immutable;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Timeline;

/// <summary>
/// Records what a picture of a replay needs, in constant memory: columns of time that double in width whenever the replay
/// outgrows them.
/// </summary>
public sealed class TimelineRecorder : IReplayObserver
{
    private readonly TimeColumns _columns = new();

    public TimelineRecorder(Fleet fleet)
    {
        Hosts = [.. fleet.Hosts.Take(TimelineLimits.HostsMax).Select(host => new HostTimeline(host, _columns))];
        HostsWithoutBand = fleet.Hosts.Length - Hosts.Length;
    }

    public ImmutableArray<HostTimeline> Hosts { get; }

    /// <summary>Hosts of the fleet that are beyond <see cref="TimelineLimits.HostsMax"/>.</summary>
    public int HostsWithoutBand { get; }

    public TimeSpan ColumnWidth => _columns.Width;

    /// <summary>When the last request ended.</summary>
    public TimeSpan End { get; private set; }

    public long Requests { get; private set; }

    public long Refusals { get; private set; }

    public void Arrived(TimeSpan at, Arrival request) => Requests++;

    public void Refused(TimeSpan at, Arrival request) => Refusals++;

    public void LoadStarted(TimeSpan at, int host, string model, TimeSpan duration)
    {
        if (host < Hosts.Length)
        {
            Hosts[host].LoadStarted(model);
        }
    }

    public void HostChanged(TimeSpan at, int host, HostState state, int queued)
    {
        Fit(at);
        if (host < Hosts.Length)
        {
            Hosts[host].Changed(at, state, queued);
        }
    }

    public void Ended(TimeSpan at)
    {
        Fit(at);
        End = at;
        foreach (var host in Hosts)
        {
            host.PassTo(at);
        }
    }

    private void Fit(TimeSpan at)
    {
        for (var folds = _columns.Fit(at); folds > 0; folds--)
        {
            foreach (var host in Hosts)
            {
                host.Fold();
            }
        }
    }
}
