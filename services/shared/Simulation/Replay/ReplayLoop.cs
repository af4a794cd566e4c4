using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>Takes event after event until every request has ended. One thread, no waiting, no chance of its own.</summary>
internal sealed class ReplayLoop : IFleetTruth
{
    private readonly EventQueue _events = new();
    private readonly ReplayHost[] _hosts;
    private readonly IReplayPolicy _policy;
    private readonly IEnumerator<Arrival> _arrivals;
    private readonly Dictionary<long, Flight> _underWay = [];
    private long _toDo;
    private bool _isMoreToCome;

    public ReplayLoop(ReplaySetup setup)
    {
        (Timing, Observer) = (setup.Timing, setup.Observer);
        var hosts = setup.Fleet.Hosts;
        _hosts = [.. hosts.Select((host, at) => new ReplayHost(at, host, setup.Owner(host), this))];
        _policy = setup.Policy.Create(
            new PolicyWorld(setup.Fleet, setup.Workload, setup.Seed, Clock)
            {
                Truth = this,
                Owner = setup.Owner,
                Timing = setup.Timing,
            }
        );
        _arrivals = setup.Workload.Read(setup.Seed).GetEnumerator();
    }

    public VirtualClock Clock { get; } = new();

    public ReplayTiming Timing { get; }

    public IReplayObserver Observer { get; }

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
        while ((_isMoreToCome || _underWay.Count > 0) && _events.TryTake(out var next, out var at))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Clock.AdvanceTo(at);
            _toDo -= BringsSomebodyOn(next.Kind) ? 1 : 0;
            Do(next);
            if (_toDo == 0 && _underWay.Count > 0)
            {
                // Owners look at their hosts for ever: a lost request would never end, and nor would this.
                throw new InvalidOperationException(
                    $"{_underWay.Count} requests wait for something that will never happen."
                );
            }
        }

        _arrivals.Dispose();
        Observer.Ended(Clock.Elapsed);
    }

    public void Completed(Flight call, int host)
    {
        _underWay.Remove(call.Request.Number);
        _policy.Ended(call.Request, host, AttemptOutcome.Completed);
        Observer.Completed(
            new CompletedRequest(
                call.Request,
                host,
                // The last token is out, so the first one is.
                call.FirstTokenAt!.Value
                    - VirtualClock.Start
                    - call.Request.At,
                Clock.Elapsed - call.Request.At,
                Clock.Elapsed,
                call.CachedTokens
            )
        );
    }

    public void Failed(Flight call, int host, AttemptOutcome outcome)
    {
        call.Fail(host);
        _policy.Ended(call.Request, host, outcome);
        TryNext(call);
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
                GiveUp(next.Id);
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
        _underWay.Add(call.Request.Number, call);
        Plan(Clock.Now + Timing.FirstTokenLimit, ReplayEventKind.GiveUp, -1, call.Request.Number);
        Observer.Arrived(Clock.Elapsed, call.Request);
        TryNext(call);
    }

    private void TryNext(Flight call)
    {
        while (MayTry(call))
        {
            if (call.NextChoice < call.Choices.Count)
            {
                call.Host = call.Choices[call.NextChoice++];
                _policy.Sent(call.Request, call.Host);
                _hosts[call.Host].Take(call);
                return;
            }

            if (call.Routings++ >= Timing.RoutingsMax)
            {
                break;
            }

            (call.Choices, call.NextChoice) = (_policy.Choose(call.Request, call.Failed), 0);
            if (call.Choices.Count == 0)
            {
                break;
            }
        }

        Refuse(call);
    }

    private bool MayTry(Flight call) =>
        call.Failed.Count < Timing.AttemptsMax && Clock.Elapsed - call.Request.At <= Timing.RetryWithin;

    private void GiveUp(long number)
    {
        if (_underWay.TryGetValue(number, out var call) && _hosts[call.Host].GiveUp(call))
        {
            _policy.Ended(call.Request, call.Host, AttemptOutcome.Failed);
            Refuse(call);
        }
    }

    private void Refuse(Flight call)
    {
        _underWay.Remove(call.Request.Number);
        Observer.Refused(Clock.Elapsed, call.Request);
    }
}
