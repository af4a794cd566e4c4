using System.Collections.Immutable;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>
/// A host whose queue nobody orders: as many calls at once as it has slots, the others in the order of arrival, up to
/// the same limits as under the worker's rules. For what people use today, a proxy before plain hosts.
/// </summary>
/// <param name="rules">Says with which options a model is called, so that only the order differs.</param>
internal sealed class FirstComeOwner(IReplayOwner rules, FleetHost host, TimeSpan waitLimit) : IReplayOwner
{
    private readonly HashSet<long> _running = [];
    private readonly List<(long Call, DateTimeOffset Since)> _waiting = [];

    public int InFlight => _running.Count;

    public int Queued => _waiting.Count;

    /// <summary>A plain host does not tell.</summary>
    public ImmutableArray<HostWork> Work => [];

    public HostLoading? Loading => null;

    public DateTimeOffset? NextExpiry => _waiting.Count == 0 ? null : _waiting[0].Since + waitLimit;

    public TimeSpan KeepAliveOf(string model) => rules.KeepAliveOf(model);

    public IReadOnlyList<OwnerDecision> Arrive(Arrival request, DateTimeOffset now)
    {
        _waiting.Add((request.Number, now));
        var decisions = Go(now);
        if (_waiting.Count > host.QueueLimit)
        {
            decisions.Add(new OwnerDecision(_waiting[^1].Call, IsAdmitted: false));
            _waiting.RemoveAt(_waiting.Count - 1);
        }

        return decisions;
    }

    public IReadOnlyList<OwnerDecision> Finish(long call, DateTimeOffset now)
    {
        _running.Remove(call);
        return Go(now);
    }

    public IReadOnlyList<OwnerDecision> Cancel(long call, DateTimeOffset now)
    {
        _waiting.RemoveAll(waiting => waiting.Call == call);
        return Go(now);
    }

    public IReadOnlyList<OwnerDecision> Expire(DateTimeOffset now) => Go(now);

    // It orders nothing by what is in memory.
    public IReadOnlyList<OwnerDecision> LoadBegan(string model, DateTimeOffset now) => [];

    public IReadOnlyList<OwnerDecision> LoadEnded(string model, bool isDone, int contextTokens, DateTimeOffset now) =>
        [];

    public IReadOnlyList<OwnerDecision> Saw(IReadOnlyList<SeenRunner> loaded, DateTimeOffset now) => [];

    public int? ContextToLoad(Arrival request, int? loaded) => rules.ContextToLoad(request, loaded);

    public int? ContextToCall(Arrival request, int? asked, int? loaded) => rules.ContextToCall(request, asked, loaded);

    private List<OwnerDecision> Go(DateTimeOffset now)
    {
        var decisions = new List<OwnerDecision>();
        while (NextExpiry <= now)
        {
            decisions.Add(new OwnerDecision(Take(), IsAdmitted: false));
        }

        while (_waiting.Count > 0 && _running.Count < host.Slots)
        {
            var next = Take();
            _running.Add(next);
            decisions.Add(new OwnerDecision(next, IsAdmitted: true));
        }

        return decisions;
    }

    private long Take()
    {
        var first = _waiting[0].Call;
        _waiting.RemoveAt(0);
        return first;
    }
}
