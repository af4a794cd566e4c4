using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>
/// How the owner gets a model into memory before a call: one load per model at a time, by an empty request of its own;
/// calls wait for it. As production does it.
/// </summary>
internal sealed class ColdLoads(ReplayHost host, OwnerDesk owner, ReplayTiming timing, VirtualClock clock)
{
    private readonly Dictionary<string, ColdLoad> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Context, DateTimeOffset At)> _recent = new(StringComparer.Ordinal);
    private long _lastId;

    /// <summary>An admitted call: it goes to the host now, or once its model is there.</summary>
    public void Begin(Flight call)
    {
        var model = call.Request.Model;
        var seen = host.Reports.SeenContext(model);
        var context = owner.Rules.ContextToLoad(call.Request, RecentContext(model) ?? seen);
        if (seen is not null && context is null && !_running.ContainsKey(model))
        {
            Submit(call, null);
            return;
        }

        call.Stage = CallStage.AwaitsLoad;
        if (_running.TryGetValue(model, out var load))
        {
            load.Waiting.Add((call, context));
            return;
        }

        load = new ColdLoad(ColdLoad.IdOf(++_lastId), model);
        load.Waiting.Add((call, context));
        Order(load, Request(load.RequestId, model, context));
    }

    /// <summary>For no call. A load of the model that is under way is enough.</summary>
    public void Run(OwnerErrand errand)
    {
        if (_running.ContainsKey(errand.Model))
        {
            // Who waits for a load hears of the one that is under way.
            if (!errand.IsForCalls)
            {
                owner.Rules.ErrandEnded(errand, isDone: false);
            }

            return;
        }

        // A touch of a model that has gone meanwhile would load it again.
        if (errand.IsTouch && !host.State.Runners.ContainsKey(errand.Model))
        {
            return;
        }

        var load = new ColdLoad(ColdLoad.IdOf(++_lastId), errand.Model, errand);
        var options = new RunnerOptions(errand.ContextTokens);
        Order(load, new HostRequest(load.RequestId, errand.Model, options, errand.KeepAlive));
    }

    /// <summary>The model is there: the empty request ends, and those who waited go on.</summary>
    public void Done(long id)
    {
        var load = Take(id)!; // The host says so once, and of no load that was given up.
        var loaded = host.State.Runners[load.Model].ContextLength;
        host.Post(new HostEvent.Ended(id, RequestEnd.Finished));
        _recent[load.Model] = (loaded, clock.Now);
        host.Reports.Look(host.State);
        Tell(load, isDone: true, loaded);
        foreach (var (call, context) in load.Waiting)
        {
            if (call.IsGivenUp)
            {
                owner.Release(call);
            }
            else
            {
                Submit(call, owner.Rules.ContextToCall(call.Request, context, loaded));
            }
        }
    }

    /// <summary>The host has refused or failed it.</summary>
    public void Lost(long id, AttemptOutcome outcome) => Fail(Take(id)!, outcome);

    /// <summary>If the load still goes on, or has not even begun, it is given up.</summary>
    public void Due(long id)
    {
        if (Take(id) is { } load)
        {
            host.Post(new HostEvent.Ended(id, RequestEnd.Cancelled));
            Fail(load, AttemptOutcome.Failed);
        }
    }

    /// <returns>True when the call began the load: then it keeps its place until the load has ended, though it is given up.</returns>
    public bool IsKeptBy(Flight call)
    {
        var load = _running[call.Request.Model];
        if (load.Errand is null && load.Waiting[0].Call == call)
        {
            return true;
        }

        load.Waiting.RemoveAll(waiting => waiting.Call == call);
        return false;
    }

    private void Submit(Flight call, int? context)
    {
        call.Stage = CallStage.AtHost;
        var request = Request(call.Request.Number, call.Request.Model, context);
        host.Post(new HostEvent.Arrived(request with { Prompt = call.Request.Prompt }));
    }

    private HostRequest Request(long id, string model, int? context) =>
        new(id, model, new RunnerOptions(context), owner.Rules.KeepAliveOf(model));

    private void Order(ColdLoad load, HostRequest request)
    {
        _running.Add(load.Model, load);
        if (load.Errand is not { IsTouch: true })
        {
            owner.LoadBegan(load.Model);
        }

        host.PlanLoadDue(load.RequestId);
        host.Post(new HostEvent.Arrived(request with { IsLoadOnly = true }));
    }

    private void Tell(ColdLoad load, bool isDone, int contextTokens)
    {
        if (load.Errand is { IsForCalls: false } errand)
        {
            owner.Rules.ErrandEnded(errand, isDone);
        }

        if (load.Errand is not { IsTouch: true })
        {
            owner.LoadEnded(load.Model, isDone, contextTokens);
            owner.See(host.State);
        }
    }

    private void Fail(ColdLoad load, AttemptOutcome outcome)
    {
        Tell(load, isDone: false, 0);
        foreach (var (call, _) in load.Waiting)
        {
            owner.Fail(call, outcome);
        }
    }

    /// <returns>Null when it has ended before.</returns>
    private ColdLoad? Take(long id)
    {
        var load = _running.Values.FirstOrDefault(load => load.RequestId == id);
        _running.Remove(load?.Model ?? "");
        return load;
    }

    private int? RecentContext(string model) =>
        _recent.TryGetValue(model, out var load) && clock.Now - load.At <= timing.LoadTrust ? load.Context : null;
}
