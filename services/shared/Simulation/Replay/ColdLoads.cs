using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>
/// How the owner gets a model into memory before a call: one load per model at a time, by an empty request of its own;
/// calls wait for it. As production does it.
/// </summary>
internal sealed class ColdLoads(ReplayHost host, ReplayTiming timing, VirtualClock clock)
{
    private readonly Dictionary<string, ColdLoad> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Context, DateTimeOffset At)> _recent = new(StringComparer.Ordinal);
    private long _lastId;

    /// <summary>An admitted call: it goes to the host now, or once its model is there.</summary>
    public void Begin(Flight call)
    {
        var model = call.Request.Model;
        var seen = host.Reports.SeenContext(model);
        var context = host.Owner.ContextToLoad(call.Request, RecentContext(model) ?? seen);
        if (seen is not null && context is null && !_running.ContainsKey(model))
        {
            host.Submit(call, null);
            return;
        }

        if (!_running.TryGetValue(model, out var load))
        {
            // Negative, because requests count up from 0.
            load = new ColdLoad(--_lastId, model, context);
            _running.Add(model, load);
            load.Waiting.Add((call, context));
            Order(load);
        }
        else
        {
            load.Waiting.Add((call, context));
        }
    }

    /// <summary>The model is there: the empty request ends, and those who waited go on.</summary>
    public void Done(long id)
    {
        var load = Remove(id);
        host.Post(new HostEvent.Ended(id, RequestEnd.Finished));
        var loaded = host.State.Runners[load.Model].ContextLength;
        _recent[load.Model] = (loaded, clock.Now);
        host.Reports.Look(host.State);
        foreach (var (call, context) in load.Waiting)
        {
            host.Submit(call, host.Owner.ContextToCall(call.Request, context, loaded));
        }
    }

    public void Lost(long id, AttemptOutcome outcome)
    {
        foreach (var (call, _) in Remove(id).Waiting)
        {
            host.Fail(call.Request.Number, outcome);
        }
    }

    private void Order(ColdLoad load) =>
        host.Post(
            new HostEvent.Arrived(
                new HostRequest(
                    load.RequestId,
                    load.Model,
                    new RunnerOptions(load.AskedContext),
                    host.Owner.KeepAlive,
                    IsLoadOnly: true
                )
            )
        );

    private ColdLoad Remove(long id)
    {
        var load = _running.Values.Single(load => load.RequestId == id);
        _running.Remove(load.Model);
        return load;
    }

    private int? RecentContext(string model) =>
        _recent.TryGetValue(model, out var load) && clock.Now - load.At <= timing.LoadTrust ? load.Context : null;
}
