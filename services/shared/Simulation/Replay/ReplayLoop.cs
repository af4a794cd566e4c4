using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>Takes event after event until every request has ended. One thread, no waiting, no chance of its own.</summary>
internal sealed class ReplayLoop : IFleetTruth
{
    private readonly EventQueue _events = new();
    private readonly ReplayHost[] _hosts;
    private readonly RequestWalk _requests;
    private readonly IReplayPolicy _policy;
    private readonly IEnumerator<Arrival> _arrivals;
    private long _toDo;
    private bool _isMoreToCome;

    public ReplayLoop(ReplaySetup setup)
    {
        (Timing, Observer) = (setup.Timing, setup.Observer);
        var hosts = setup.Fleet.Hosts;
        var policy = setup.Policy.Settle?.Invoke(setup) ?? setup.Policy;
        var owner = policy.Queue == QueueOrder.Arrival ? setup.FirstCome : setup.Owner;
        _hosts = [.. hosts.Select((host, at) => new ReplayHost(at, host, owner(host), this))];
        _policy = policy.Create(
            new PolicyWorld(setup.Fleet, setup.Workload, setup.Seed, Clock)
            {
                Truth = this,
                Owner = owner,
                Timing = setup.Timing,
            }
        );
        _requests = new RequestWalk(this, _hosts, _policy);
        _arrivals = setup.Workload.Read(setup.Seed).GetEnumerator();
    }

    public VirtualClock Clock { get; } = new();

    public ReplayTiming Timing { get; }

    public IReplayObserver Observer { get; }

    public RequestWalk Requests => _requests;

    public HostState StateOf(int host) => _hosts[host].State;

    public IEnumerable<CallTruth> CallsOf(int host) => _hosts[host].Calls;

    public void Plan(DateTimeOffset at, ReplayEventKind kind, int host, long id = 0)
    {
        _toDo += BringsSomebodyOn(kind) ? 1 : 0;
        _events.Plan(at, new ReplayEvent(kind, host, id));
    }

    public void Run(CancellationToken cancellationToken)
    {
        foreach (var host in _hosts)
        {
            host.Look();
        }

        AwaitNextArrival();
        while ((_isMoreToCome || _requests.UnderWay > 0) && _events.TryTake(out var next, out var at))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Clock.AdvanceTo(at);
            _toDo -= BringsSomebodyOn(next.Kind) ? 1 : 0;
            Do(next);
            if (_toDo == 0 && _requests.UnderWay > 0)
            {
                // Owners look at their hosts for ever: a lost request would never end, and nor would this.
                throw new InvalidOperationException(
                    $"{_requests.UnderWay} requests wait for something that will never happen."
                );
            }
        }

        _arrivals.Dispose();
        Observer.Ended(Clock.Elapsed);
    }

    private void Do(ReplayEvent next)
    {
        switch (next.Kind)
        {
            case ReplayEventKind.Arrival:
                Arrive();
                break;
            case ReplayEventKind.LoadEnded:
                _hosts[next.Host].EndLoad(next.Id);
                break;
            case ReplayEventKind.LoadDue:
                _hosts[next.Host].LoadDue(next.Id);
                break;
            case ReplayEventKind.HostDue:
                _hosts[next.Host].Due(next.Id);
                break;
            case ReplayEventKind.OwnerDue:
                _hosts[next.Host].OwnerDue(next.Id);
                break;
            case ReplayEventKind.Look:
                _hosts[next.Host].Look();
                break;
            case ReplayEventKind.Report:
                _policy.Reported(_hosts[next.Host].Reports.Take());
                break;
            case ReplayEventKind.GiveUp:
                _requests.GiveUp(next.Id);
                break;
        }
    }

    private static bool BringsSomebodyOn(ReplayEventKind kind) =>
        kind is not (ReplayEventKind.Look or ReplayEventKind.GiveUp);

    private void AwaitNextArrival()
    {
        _isMoreToCome = _arrivals.MoveNext();
        if (_isMoreToCome)
        {
            Plan(VirtualClock.Start + _arrivals.Current.At, ReplayEventKind.Arrival, -1);
        }
    }

    private void Arrive()
    {
        var call = new Flight(_arrivals.Current);
        AwaitNextArrival();
        Plan(Clock.Now + Timing.FirstTokenLimit, ReplayEventKind.GiveUp, -1, call.Request.Number);
        Observer.Arrived(Clock.Elapsed, call.Request);
        _requests.Begin(call);
    }
}
