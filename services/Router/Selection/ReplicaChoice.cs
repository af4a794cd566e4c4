using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>
/// One decision: orders models and replicas, and says why the others are left out. Pure, given the random source that
/// breaks ties.
/// </summary>
internal sealed class ReplicaChoice(
    SelectionState state,
    SelectionRequest request,
    Candidates candidates,
    DateTimeOffset now,
    SelectionLimits limits
)
{
    private readonly List<ExcludedCandidate> _exclusions = [.. candidates.Exclusions.Take(limits.MaxExclusions)];
    private readonly List<SelectedChoice> _choices = [];
    private readonly EnsembleMembers _members = new();
    private ReplicaStanding[] _standings = [];
    private int _asGoodAsFirst = 1;

    private int MostChoices => request.IsEnsemble ? limits.EnsembleMembers : limits.MaxChoices;

    public SelectionResult Decide(Random random)
    {
        if (EnsembleMembers.Refuse(request, candidates.Fleet) is { } refusal)
        {
            return refusal;
        }

        // The fleet of the ranking, not a newer one: the entries carry places in it.
        var replicas = candidates.Fleet.Replicas;
        _standings = new ReplicaStanding[replicas.Count];
        for (var i = 0; i < replicas.Count; i++)
        {
            _standings[i] = Standing(replicas[i], random);
        }

        var models = ModelOrder.Sort(candidates.Models, _standings, request, limits);
        Take(models, failed: false);
        Take(models, failed: true);
        return _choices.Count > 0
            ? Chosen()
            : Refusals.Explain(request, candidates, _standings, Ledgers(), now, limits, _exclusions);
    }

    private SelectionResult.Chosen Chosen() =>
        new(_choices, 1.0 / _asGoodAsFirst, _exclusions)
        {
            MembersWanted = request.IsEnsemble ? limits.EnsembleMembers : 0,
        };

    private ReplicaStanding Standing(ReplicaSnapshot replica, Random random)
    {
        var ledger = state.Ledgers.GetValueOrDefault(replica.Name);
        var known = ledger is not null && ledger.Epoch == replica.Epoch ? ledger : null;
        var counted = replica.InFlight + replica.Queued;
        var load = counted + (known?.CountOnTheirWay(replica.CountedAt, now, limits.Pending) ?? 0);
        var certain = counted + (known?.CountUnseen(replica.CountedAt, now, limits.Pending) ?? 0);
        return new ReplicaStanding(
            WhyNot(replica, known, certain),
            load,
            (double)load / replica.Slots,
            request.FailedReplicas.Contains(replica.Name),
            random.NextDouble()
        )
        {
            IsDegraded = replica.Health == ReplicaHealth.Degraded,
        };
    }

    private string? WhyNot(ReplicaSnapshot replica, ReplicaLedger? ledger, int certainLoad) =>
        replica.Health switch
        {
            ReplicaHealth.Unreachable => ExclusionReasons.Unreachable,
            ReplicaHealth.Draining => ExclusionReasons.Draining,
            // Load, not a fault: it helps to wait, as with a queue that is full.
            ReplicaHealth.Busy => ExclusionReasons.QueueFull,
            _ when ledger?.Circuit.Phase(now, limits.Circuit) == CircuitPhase.Open => ExclusionReasons.BreakerOpen,
            _ when certainLoad >= replica.Slots + replica.QueueLimit => ExclusionReasons.QueueFull,
            _ => null,
        };

    private void Take(RankedModel[] models, bool failed)
    {
        for (var i = 0; i < models.Length && _choices.Count < MostChoices; i++)
        {
            TakeReplicas(models[i], failed, isBestModel: i == 0);
        }
    }

    private void TakeReplicas(RankedModel model, bool failed, bool isBestModel)
    {
        var best = Best(model, failed, Room());
        if (request.IsEnsemble && !_members.TryAdd(best))
        {
            return;
        }

        if (_choices.Count == 0)
        {
            _asGoodAsFirst = best.AsGoodAsBest;
        }

        foreach (var place in best.Places)
        {
            var reasons = ChoiceReasons.Of(model, place, isBestModel || request.IsEnsemble, best.Count == 1);
            var isResident = place.Entry.Model.Loaded is not null;
            _choices.Add(
                new SelectedChoice(place.Entry, place.Standing.Load, isResident, reasons) { Quality = model.Quality }
            );
        }
    }

    // One place for each member: its steps are routed again, and fail over, on their own.
    private int Room() =>
        request.IsEnsemble ? 1 : Math.Min(limits.MaxReplicasPerModel, limits.MaxChoices - _choices.Count);

    private BestPlaces Best(RankedModel model, bool failed, int room)
    {
        var best = new BestPlaces(room);
        foreach (var entry in model.Offer.Entries)
        {
            var standing = _standings[entry.ReplicaIndex];
            if (standing.HasFailed != failed)
            {
                continue;
            }

            if ((standing.WhyNot ?? ModelRanking.WhyNot(entry.Model, request)) is { } reason)
            {
                Exclude(model, entry, reason);
                continue;
            }

            var kind = ReplicaClasses.Of(entry, standing, request.NeededTokens, limits);
            best.Add(new ReplicaPlace(entry, standing, kind));
        }

        return best;
    }

    private void Exclude(RankedModel model, ModelEntry entry, string reason)
    {
        if (_exclusions.Count < limits.MaxExclusions)
        {
            _exclusions.Add(new ExcludedCandidate(model.Offer.Name, entry.Replica.Name, reason));
        }
    }

    private Dictionary<string, ReplicaLedger> Ledgers() => state.Ledgers.ToDictionary();
}
