using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>One host of a replay: what <see cref="HostMachine"/> decides is carried out in virtual time.</summary>
internal sealed partial class ReplayHost
{
    private readonly VirtualClock _clock;
    private readonly ReplayLoop _loop;
    private readonly RunningCalls _running = new();
    private readonly Queue<HostEvent> _inbox = new();
    private bool _isDraining;
    private long _plan;

    public ReplayHost(int index, FleetHost host, IReplayOwner rules, ReplayLoop loop)
    {
        (Index, _loop, _clock) = (index, loop, loop.Clock);
        State = HostState.Empty(host.Config);
        Owner = new OwnerDesk(this, rules, loop);
        Reports = new OwnerReports(index, rules, loop);
    }

    public int Index { get; }

    public HostState State { get; private set; }

    public OwnerDesk Owner { get; }

    public OwnerReports Reports { get; }

    public IEnumerable<CallTruth> Calls =>
        _running
            .All.Select(call => Truth(call, isRunning: true))
            .Concat(Owner.Calls.Except(_running.All).Select(call => Truth(call, isRunning: false)));

    public void Take(Flight call)
    {
        Owner.Take(call);
        Settle();
    }

    public void EndLoad(long load)
    {
        Post(new HostEvent.LoadEnded(load));
        Settle();
    }

    /// <summary>A load that the owner has ordered may have taken too long.</summary>
    public void LoadDue(long id)
    {
        Owner.LoadDue(id);
        Settle();
    }

    public void PlanLoadDue(long id) =>
        _loop.Plan(_clock.Now + _loop.Timing.ColdLoadLimit, ReplayEventKind.LoadDue, Index, id);

    /// <summary>A request may have ended, or a model's time be over.</summary>
    public void Due(long plan)
    {
        if (plan != _plan)
        {
            return;
        }

        var ended = _running.RunUntil(_clock.Now);
        foreach (var call in ended)
        {
            End(call);
        }

        if (ended.Count == 0)
        {
            Post(new HostEvent.TimePassed());
        }

        Settle();
    }

    /// <summary>A wait at the owner may be too long.</summary>
    public void OwnerDue(long plan)
    {
        if (plan == _plan)
        {
            Owner.Expire();
            Settle();
        }
    }

    public void Look()
    {
        Reports.Look(State);
        var before = (State, Owner.Rules.NextExpiry);
        Owner.Look(State);
        if (before != (State, Owner.Rules.NextExpiry))
        {
            Settle();
        }

        _loop.Plan(_clock.Now + _loop.Timing.LookInterval, ReplayEventKind.Look, Index);
    }

    /// <summary>Nobody waits for the call any more.</summary>
    /// <returns>False when its first token is out already, and it goes on.</returns>
    public bool GiveUp(Flight call)
    {
        _running.RunUntil(_clock.Now);
        if (call.FirstTokenAt is not null)
        {
            return false;
        }

        if (call.Stage == CallStage.AtHost)
        {
            _running.Remove(call);
            Post(new HostEvent.Ended(call.Request.Number, RequestEnd.Cancelled));
        }

        Owner.GiveUp(call);
        Settle();
        return true;
    }

    /// <summary>Gives the host something to do. What follows from it is done before this returns, or right after.</summary>
    public void Post(HostEvent happened)
    {
        _inbox.Enqueue(happened);
        if (_isDraining)
        {
            return;
        }

        _isDraining = true;
        _running.RunUntil(_clock.Now);
        while (_inbox.TryDequeue(out var next))
        {
            var step = HostMachine.Apply(State, next, _clock.Now);
            State = step.State;
            foreach (var action in step.Actions)
            {
                Do(action);
            }
        }

        _isDraining = false;
    }

    private static CallTruth Truth(Flight call, bool isRunning) =>
        new(call.Request, call.PromptLeft, call.OutputLeft, isRunning);
}
