namespace Orchestrator.Profiler.Planning;

/// <summary>
/// A placement that is being worked on, with what it loses. A change computes anew only the replicas that it touches, so
/// that a search can try thousands.
/// </summary>
internal sealed class PlanDraft
{
    private readonly PlanWorld _world;
    private readonly List<int>[] _residents;
    private readonly List<int>[] _guests;
    private readonly List<int>[] _replicasOf;
    private readonly double[] _speed;
    private readonly int[] _home;
    private readonly PlanScore[] _lost;
    private readonly ReplicaCost _cost;

    public PlanDraft(PlanWorld world)
    {
        _world = world;
        _residents = [.. world.Replicas.Select(_ => new List<int>())];
        _guests = [.. world.Replicas.Select(_ => new List<int>())];
        _replicasOf = [.. world.Models.Select(_ => new List<int>())];
        _speed = new double[world.Models.Length];
        _home = [.. world.Models.Select(_ => -1)];
        _lost = new PlanScore[world.Replicas.Length];
        _cost = new ReplicaCost(world);
    }

    public PlanWorld World => _world;

    /// <summary>Seconds lost per second.</summary>
    public double Lost { get; private set; }

    public PlanScore Score => _lost.Aggregate(PlanScore.None, (sum, one) => sum + one);

    public IReadOnlyList<int> ResidentsOf(int replica) => _residents[replica];

    public IReadOnlyList<int> GuestsOf(int replica) => _guests[replica];

    /// <summary>Where it stays in memory.</summary>
    public IReadOnlyList<int> ReplicasOf(int model) => _replicasOf[model];

    /// <summary>Where it is loaded when called; -1 when it stays somewhere, or has no place.</summary>
    public int HomeOf(int model) => _home[model];

    public bool Has(int replica, int model) => _residents[replica].Contains(model);

    /// <summary>Calls per second that go there.</summary>
    public double RateAt(int replica, int model) => _world.Models[model].CallsPerSecond * ShareAt(replica, model);

    /// <summary>Whether all that stays there would be held, also by a replica that loads them in the worst order.</summary>
    /// <param name="added">One more; -1 for none.</param>
    /// <param name="left">One that goes; -1 for none.</param>
    public bool Fits(int replica, int added, int left = -1)
    {
        var (sum, largest, count) = (0L, 0L, 0);
        foreach (var model in _residents[replica])
        {
            Count(model == left ? -1 : model);
        }

        Count(added);
        return count <= 1
            ? sum <= _world.Room(replica)
            : count <= _world.Replicas[replica].ModelsMax
                && sum <= _world.Room(replica)
                // The largest one, loaded last, meets the tightest limit.
                && largest <= _world.Limits.FurtherModelShare * (_world.Replicas[replica].VramBytes - (sum - largest));

        void Count(int model)
        {
            if (model >= 0)
            {
                var bytes = _world.Place(replica, model)!.Bytes; // Only what has a place there stays there.
                (sum, largest, count) = (sum + bytes, Math.Max(largest, bytes), count + 1);
            }
        }
    }

    public void Add(int replica, int model)
    {
        if (_home[model] >= 0)
        {
            SetHome(model, -1);
        }

        _residents[replica].Add(model);
        _replicasOf[model].Add(replica);
        _speed[model] = SpeedOf(model);
        Recount(_replicasOf[model]);
    }

    /// <param name="home">Where it is loaded when called, if this was its last place.</param>
    public void Remove(int replica, int model, int home)
    {
        _residents[replica].Remove(model);
        _replicasOf[model].Remove(replica);
        _speed[model] = SpeedOf(model);
        Recount(replica);
        Recount(_replicasOf[model]);
        if (_replicasOf[model].Count == 0)
        {
            SetHome(model, home);
        }
    }

    public void SetHome(int model, int home)
    {
        var before = _home[model];
        _home[model] = home;
        if (before >= 0)
        {
            _guests[before].Remove(model);
            Recount(before);
        }

        if (home >= 0)
        {
            _guests[home].Add(model);
            Recount(home);
        }
    }

    private double ShareAt(int replica, int model) =>
        _home[model] == replica ? 1
        : _replicasOf[model].Count == 0 ? 0
        : SpeedAt(replica, model) / _speed[model];

    // Calls go where there is room: in proportion to the calls that a replica can do.
    private double SpeedAt(int replica, int model) =>
        _world.Replicas[replica].Slots / _world.Place(replica, model)!.CallSeconds; // It stays there.

    // Summed anew each time, in the order of the list: a running sum would drift.
    private double SpeedOf(int model) => _replicasOf[model].Sum(replica => SpeedAt(replica, model));

    private void Recount(List<int> replicas)
    {
        foreach (var replica in replicas)
        {
            Recount(replica);
        }
    }

    private void Recount(int replica)
    {
        Lost -= _lost[replica].Sum;
        _lost[replica] = _cost.Of(this, replica);
        Lost += _lost[replica].Sum;
    }
}
