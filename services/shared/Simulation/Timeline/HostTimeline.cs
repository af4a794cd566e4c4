using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Timeline;

/// <summary>One host over time: what was in its memory, how many requests ran and how many waited.</summary>
public sealed class HostTimeline
{
    private readonly SortedDictionary<string, ModelLane> _lanes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withoutLane = new(StringComparer.Ordinal);
    private readonly TimeColumns _columns;
    private HostState _state;
    private TimeSpan _since;
    private int _waiting;

    internal HostTimeline(FleetHost host, TimeColumns columns)
    {
        (Host, _columns) = (host, columns);
        _state = HostState.Empty(host.Config);
    }

    public FleetHost Host { get; }

    /// <summary>By name of the model.</summary>
    public IReadOnlyCollection<ModelLane> Lanes => _lanes.Values;

    /// <summary>Models that were loaded here and have no lane.</summary>
    public int ModelsWithoutLane => _withoutLane.Count;

    /// <summary>Most requests that ran at once in each column.</summary>
    public ColumnSeries Running { get; } = ColumnSeries.OfMaxima();

    /// <summary>Most requests that waited at once in each column, at the owner and in the host.</summary>
    public ColumnSeries Waiting { get; } = ColumnSeries.OfMaxima();

    internal void LoadStarted(string model) => Lane(model)?.LoadStarted();

    internal void Changed(TimeSpan at, HostState state, int queued)
    {
        PassTo(at);
        _state = state;
        _waiting = queued + InHost(state);
        // What lasts no time at all is seen too, when it was the most.
        Peak(_columns.At(at));
    }

    /// <summary>What held until now is written down.</summary>
    internal void PassTo(TimeSpan at)
    {
        foreach (var (column, seconds) in _columns.Between(_since, at))
        {
            Peak(column);
            foreach (var (name, runner) in _state.Runners)
            {
                if (Lane(name) is { } lane)
                {
                    lane.Resident.Join(column, seconds);
                    lane.Loading.Join(column, runner.IsLoading ? seconds : 0);
                }
            }
        }

        _since = at;
    }

    internal void Fold()
    {
        Running.Fold();
        Waiting.Fold();
        foreach (var lane in _lanes.Values)
        {
            lane.Fold();
        }
    }

    private static int InHost(HostState state)
    {
        var waiting = state.Pending.Count(request => !request.IsLoadOnly);
        foreach (var (_, runner) in state.Runners)
        {
            waiting += runner.Waiting.Count;
        }

        return waiting;
    }

    private void Peak(int column)
    {
        var running = 0;
        foreach (var (_, runner) in _state.Runners)
        {
            running += runner.Running.Count;
        }

        Running.Join(column, running);
        Waiting.Join(column, _waiting);
    }

    private ModelLane? Lane(string model)
    {
        if (_lanes.TryGetValue(model, out var lane))
        {
            return lane;
        }

        if (_lanes.Count >= TimelineLimits.LanesMax)
        {
            _withoutLane.Add(model);
            return null;
        }

        lane = new ModelLane(model);
        _lanes.Add(model, lane);
        return lane;
    }
}
