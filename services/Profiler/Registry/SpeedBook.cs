using Orchestrator.Profiler.Speeds;

namespace Orchestrator.Profiler.Registry;

/// <summary>The speeds of the view: begins them with a prior, corrects priors by what else the replica has shown.</summary>
internal sealed class SpeedBook(FleetMaps maps)
{
    /// <summary>Measures that are kept for models that may come back; above it they are measured anew.</summary>
    private const int StoredMax = 500_000;

    private readonly Dictionary<string, ReplicaSpeeds> _replicas = new(StringComparer.Ordinal);
    private readonly Dictionary<SpeedId, StoredSpeed> _stored = [];

    /// <summary>What was learned before this process began, for when the model is seen.</summary>
    public void Store(StoredSpeed speed) => _stored[speed.Id] = speed;

    /// <returns>Memory that was measured of it; 0 for none.</returns>
    public ulong Add(ReplicaState replica, KnownModel model)
    {
        var of = Of(replica.Name);
        var id = new SpeedId(replica.Name, model.Digest);
        if (!of.Models.TryAdd(model.Digest, model))
        {
            return BytesOf(maps.Speed(id));
        }

        var speed = new SpeedState(id, model.Name, SpeedPriors.Of(replica.Gpu, of.Told, model));
        if (_stored.Remove(id, out var stored))
        {
            // Not "live": the owner tells its own again. Under the same epoch that would count twice.
            speed = speed with
            {
                Epoch = stored.Epoch,
                Live = stored.Live,
                Baseline = stored.Baseline,
            };
            Vote(of, replica.Gpu, model, speed);
        }

        maps.Set(speed);
        return BytesOf(speed);
    }

    /// <summary>The model is no longer on the replica. What was learned is kept, should it come back.</summary>
    public void Remove(string replica, string digest)
    {
        var id = new SpeedId(replica, digest);
        if (maps.Speed(id) is { } speed && speed.IsMeasured && _stored.Count < StoredMax)
        {
            _stored[id] = new StoredSpeed(id, speed.Model, speed.Epoch, speed.Live, speed.Baseline);
        }

        Of(replica).Forget(digest);
        maps.RemoveSpeed(id);
    }

    public void Forget(string replica) => _replicas.Remove(replica);

    /// <returns>The speed as it is now; null for a model that the replica does not have.</returns>
    public SpeedState? Heard(ReplicaState replica, Measure measure)
    {
        var id = new SpeedId(replica.Name, measure.Digest);
        if (maps.Speed(id) is not { } before || !Of(replica.Name).Models.TryGetValue(measure.Digest, out var model))
        {
            return null;
        }

        var after = before.Heard(measure, replica.Epoch);
        maps.Set(after);
        var of = Of(replica.Name);
        Vote(of, replica.Gpu, model, after);
        Correct(of, replica);
        return after;
    }

    /// <summary>Priors anew: the replica's card is another, or its measured models have moved its factor.</summary>
    public void Recard(ReplicaState replica) => SetPriors(Of(replica.Name), replica);

    private void Correct(ReplicaSpeeds of, ReplicaState replica)
    {
        var factor = of.Learner.Factor;
        if (factor.Differs(of.Told))
        {
            of.Told = factor;
            SetPriors(of, replica);
        }
    }

    private void SetPriors(ReplicaSpeeds of, ReplicaState replica)
    {
        foreach (var model in of.Models.Values)
        {
            if (maps.Speed(new SpeedId(replica.Name, model.Digest)) is { } speed)
            {
                var prior = SpeedPriors.Of(replica.Gpu, of.Told, model);
                if (prior != speed.Prior)
                {
                    maps.Set(speed with { Prior = prior });
                }
            }
        }
    }

    private static void Vote(ReplicaSpeeds of, string gpu, KnownModel model, SpeedState speed) =>
        of.Learner.Vote(
            model.Digest,
            SpeedPriors.Of(gpu, ReplicaFactor.None, model),
            Observed(SpeedBlend.Prefill(speed)),
            Observed(SpeedBlend.Decode(speed)),
            Observed(SpeedBlend.Load(speed))
        );

    private static ulong BytesOf(SpeedState? speed) =>
        Math.Max(speed?.Live?.TotalBytes ?? 0, speed?.Baseline?.TotalBytes ?? 0);

    // A prior must not vote for itself.
    private static double Observed(Estimate estimate) => estimate.Weight > 0 ? estimate.Value : 0;

    private ReplicaSpeeds Of(string replica)
    {
        if (!_replicas.TryGetValue(replica, out var of))
        {
            _replicas.Add(replica, of = new ReplicaSpeeds());
        }

        return of;
    }

    private sealed class ReplicaSpeeds
    {
        /// <summary>By digest: names of the same weights share one speed.</summary>
        public Dictionary<string, KnownModel> Models { get; } = new(StringComparer.Ordinal);

        public FactorLearner Learner { get; } = new();

        /// <summary>The factor in the priors that the view shows.</summary>
        public ReplicaFactor Told { get; set; } = ReplicaFactor.None;

        public void Forget(string digest)
        {
            Models.Remove(digest);
            Learner.Forget(digest);
        }
    }
}

/// <summary>A speed as it is stored, with the epoch under which its live part was learned.</summary>
internal sealed record StoredSpeed(SpeedId Id, string Model, ulong Epoch, Measure? Live, Measure? Baseline);
