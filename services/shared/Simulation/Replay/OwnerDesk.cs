using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>The calls that the owner of one host has taken, from the queue to their end, as its rules decide.</summary>
internal sealed class OwnerDesk
{
    private readonly OrderedDictionary<long, Flight> _calls = [];
    private readonly ReplayHost _host;
    private readonly ReplayLoop _loop;
    private readonly ColdLoads _loads;

    public OwnerDesk(ReplayHost host, IReplayOwner rules, ReplayLoop loop)
    {
        (_host, _loop, Rules) = (host, loop, rules);
        _loads = new ColdLoads(host, this, loop.Timing, loop.Clock);
    }

    public IReplayOwner Rules { get; }

    /// <summary>All of them, in order of arrival.</summary>
    public IEnumerable<Flight> Calls => _calls.Values;

    private DateTimeOffset Now => _loop.Clock.Now;

    public Flight Find(long id) => _calls[id];

    public void Take(Flight call)
    {
        call.Stage = CallStage.AtOwner;
        _calls.Add(call.Request.Number, call);
        Follow(Rules.Arrive(call.Request, Now));
    }

    /// <summary>Frees the call's place.</summary>
    public void Release(Flight call)
    {
        _calls.Remove(call.Request.Number);
        Follow(Rules.Finish(call.Request.Number, Now));
    }

    /// <summary>What the owner does of its own accord, now that it sees its host.</summary>
    public void Look(HostState state)
    {
        See(state);
        foreach (var errand in Rules.Looked(Seen(state), Now))
        {
            _loads.Run(errand);
        }
    }

    /// <summary>The owner sees its host's memory.</summary>
    public void See(HostState state) => Follow(Rules.Saw(Seen(state), Now));

    public void LoadBegan(string model) => Rules.LoadBegan(model, Now);

    public void LoadEnded(string model, bool isDone, int contextTokens) =>
        Follow(Rules.LoadEnded(model, isDone, contextTokens, Now));

    public void Expire() => Follow(Rules.Expire(Now));

    /// <summary>The host has refused or failed the call; it may go to another one.</summary>
    public void Fail(Flight call, AttemptOutcome outcome)
    {
        Release(call);
        if (!call.IsGivenUp)
        {
            _loop.Requests.Failed(call, _host.Index, outcome);
        }
    }

    /// <summary>Nobody waits for the call any more: it leaves at once, except that a load which it began goes on.</summary>
    public void GiveUp(Flight call)
    {
        call.IsGivenUp = true;
        switch (call.Stage)
        {
            case CallStage.AtOwner:
                _calls.Remove(call.Request.Number);
                Follow(Rules.Cancel(call.Request.Number, Now));
                break;
            case CallStage.AwaitsLoad when _loads.IsKeptBy(call):
                break;
            default:
                Release(call);
                break;
        }
    }

    /// <summary>An empty request of the owner's has brought its model into memory.</summary>
    public void Loaded(long id) => _loads.Done(id);

    public void LoadLost(long id, AttemptOutcome outcome) => _loads.Lost(id, outcome);

    public void LoadDue(long id) => _loads.Due(id);

    private SeenRunner[] Seen(HostState state) =>
        [
            .. state.Runners.Values.Select(runner => new SeenRunner(
                runner.Model.Name,
                runner.ShownExpiry(Now),
                runner.ContextLength,
                runner.VramBytes > 0 ? runner.VramBytes : runner.SizeBytes
            )),
        ];

    private void Follow(IReadOnlyList<OwnerDecision> decisions)
    {
        foreach (var decision in decisions)
        {
            if (decision.Errand is { } errand)
            {
                _loads.Run(errand);
            }
            else if (decision.IsAdmitted)
            {
                _loads.Begin(_calls[decision.Call]);
            }
            else if (_calls.Remove(decision.Call, out var call))
            {
                var outcome = decision.IsFault ? AttemptOutcome.Failed : AttemptOutcome.Busy;
                _loop.Requests.Failed(call, _host.Index, outcome);
            }
        }
    }
}
