using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>
/// One host of a replay with its owner: what <see cref="HostMachine"/> and <see cref="IReplayOwner"/> decide is carried
/// out in virtual time.
/// </summary>
internal sealed class ReplayHost
{
    private readonly int _index;
    private readonly VirtualClock _clock;
    private readonly ReplayLoop _loop;
    private readonly OrderedDictionary<long, Flight> _calls = [];
    private readonly List<(long Id, Flight Call)> _running = [];
    private readonly Queue<HostEvent> _inbox = new();
    private readonly ColdLoads _loads;
    private DateTimeOffset _ranUntil = VirtualClock.Start;
    private bool _isDraining;
    private long _plan;

    public ReplayHost(int index, FleetHost host, IReplayOwner owner, ReplayTiming timing, ReplayLoop loop)
    {
        (_index, _loop, _clock, Owner) = (index, loop, loop.Clock, owner);
        State = HostState.Empty(host.Config);
        Reports = new OwnerReports(index, this, timing, loop);
        _loads = new ColdLoads(this, timing, loop.Clock);
    }

    public IReplayOwner Owner { get; }

    public HostState State { get; private set; }

    public OwnerReports Reports { get; }

    public IEnumerable<CallTruth> Calls =>
        _running
            .Select(run => Truth(run.Call, isRunning: true))
            .Concat(_calls.Where(call => !IsRunning(call.Key)).Select(call => Truth(call.Value, isRunning: false)));

    public void Take(Flight call)
    {
        call.Stage = CallStage.AtOwner;
        _calls.Add(call.Request.Number, call);
        Follow(Owner.Arrive(call.Request.Number, _clock.Now));
        Settle();
    }

    public void EndLoad(long load)
    {
        Post(new HostEvent.LoadEnded(load));
        Settle();
    }

    /// <summary>A request may have ended, or a model's time be over.</summary>
    public void Due(long plan)
    {
        if (plan != _plan)
        {
            return;
        }

        Run();
        var ended = _running.Where(run => run.Call.OutputLeft <= 0).ToList();
        foreach (var (id, call) in ended)
        {
            End(id, call);
        }

        if (ended.Count == 0)
        {
            Post(new HostEvent.TimePassed());
        }

        Settle();
    }

    public void OwnerDue(long plan)
    {
        if (plan == _plan)
        {
            Follow(Owner.Expire(_clock.Now));
            Settle();
        }
    }

    public void Look()
    {
        Reports.Look(State);
        _loop.Plan(_clock.Now + _loop.Timing.LookInterval, ReplayEventKind.Look, _index);
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
        Run();
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

    /// <summary>Sends an admitted call to the host.</summary>
    public void Submit(Flight call, int? context)
    {
        call.Stage = CallStage.AtHost;
        Post(
            new HostEvent.Arrived(
                new HostRequest(call.Request.Number, call.Request.Model, new RunnerOptions(context), Owner.KeepAlive)
                {
                    Prompt = call.Request.Prompt,
                }
            )
        );
    }

    /// <summary>Nobody waits for the call any more: it leaves at once, except that a load which it began goes on.</summary>
    /// <returns>False when its first token is out already.</returns>
    public bool GiveUp(Flight call)
    {
        Run();
        if (call.FirstTokenAt is not null)
        {
            return false;
        }

        call.IsGivenUp = true;
        if (call.Stage == CallStage.AtOwner)
        {
            _calls.Remove(call.Request.Number);
            Follow(Owner.Cancel(call.Request.Number, _clock.Now));
        }
        else if (call.Stage == CallStage.AtHost)
        {
            _running.RemoveAll(run => run.Call == call);
            Post(new HostEvent.Ended(call.Request.Number, RequestEnd.Cancelled));
            Release(call);
        }
        else if (!_loads.Leave(call))
        {
            Release(call);
        }

        Settle();
        return true;
    }

    /// <summary>Frees the call's place at the owner.</summary>
    public void Release(Flight call)
    {
        _calls.Remove(call.Request.Number);
        Follow(Owner.Finish(call.Request.Number, _clock.Now));
    }

    /// <summary>A call of the owner's has failed on this host; it may go to another one.</summary>
    public void Fail(long id, AttemptOutcome outcome)
    {
        if (_calls.TryGetValue(id, out var call))
        {
            Release(call);
            if (!call.IsGivenUp)
            {
                _loop.Failed(call, _index, outcome);
            }
        }
    }

    private static CallTruth Truth(Flight call, bool isRunning) =>
        new(call.Request, call.PromptLeft, call.OutputLeft, isRunning);

    private bool IsRunning(long id) => _running.Exists(run => run.Id == id);

    private void Follow(IReadOnlyList<OwnerDecision> decisions)
    {
        foreach (var (id, isAdmitted) in decisions)
        {
            if (isAdmitted)
            {
                _loads.Begin(_calls[id]);
            }
            else if (_calls.Remove(id, out var call))
            {
                _loop.Failed(call, _index, AttemptOutcome.Busy);
            }
        }
    }

    private void Do(HostAction action)
    {
        switch (action)
        {
            case HostAction.StartLoad load:
                _loop.Plan(_clock.Now + load.Duration, ReplayEventKind.LoadEnded, _index, load.LoadId);
                _loop.Observer.LoadStarted(_clock.Elapsed, _index, load.Model, load.Duration);
                break;
            case HostAction.Start start when start.RequestId < 0:
                _loads.Done(start.RequestId);
                break;
            case HostAction.Start start:
                Start(start);
                break;
            case HostAction.Refuse refused:
                Lose(refused.RequestId, AttemptOutcome.Busy);
                break;
            case HostAction.Fail failed:
                Lose(failed.RequestId, AttemptOutcome.Failed);
                break;
        }
    }

    private void Start(HostAction.Start start)
    {
        var call = _calls[start.RequestId];
        call.Begin(start.CachedTokens);
        _running.Add((start.RequestId, call));
    }

    private void Lose(long id, AttemptOutcome outcome)
    {
        _running.RemoveAll(run => run.Id == id);
        if (id < 0)
        {
            _loads.Lost(id, outcome);
        }
        else
        {
            Fail(id, outcome);
        }
    }

    private void End(long id, Flight call)
    {
        _running.RemoveAll(run => run.Id == id);
        Post(new HostEvent.Ended(id, RequestEnd.Finished));
        Release(call);
        _loop.Completed(call, _index);
    }

    /// <summary>Lets all that runs go on until now, at the rates that held since the last change.</summary>
    private void Run()
    {
        var span = _clock.Now - _ranUntil;
        if (span > TimeSpan.Zero)
        {
            foreach (var (_, call) in _running)
            {
                call.Run(_ranUntil, span);
            }
        }

        _ranUntil = _clock.Now;
    }

    /// <summary>After a change: new rates, new plans, a report, and whoever watches is told.</summary>
    private void Settle()
    {
        _plan++;
        var next = State.NextExpiry;
        foreach (var (_, call) in _running)
        {
            var runner = State.Runners[call.Request.Model];
            call.PrefillRate = GenerationPace.PrefillTokensPerSecond(State, runner);
            call.DecodeRate = GenerationPace.DecodeTokensPerSecond(State, runner);
            // One tick more than is left, so that rounding never leaves a rest for which no event comes.
            var end = _clock.Now + call.TimeLeft + TimeSpan.FromTicks(1);
            next = end < next || next is null ? end : next;
        }

        if (next is { } due)
        {
            _loop.Plan(due < _clock.Now ? _clock.Now : due, ReplayEventKind.HostDue, _index, _plan);
        }

        if (Owner.NextExpiry is { } expiry)
        {
            _loop.Plan(expiry, ReplayEventKind.OwnerDue, _index, _plan);
        }

        Reports.Changed();
        _loop.Observer.HostChanged(_clock.Elapsed, _index, State, Owner.Queued);
    }
}
