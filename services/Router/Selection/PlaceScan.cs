using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Weighs the models on their replicas for one request, and keeps the best places.</summary>
internal sealed class PlaceScan(
    Candidates candidates,
    Standings standings,
    FinishRule finish,
    LengthBook lengths,
    SelectionRequest request,
    SelectionLimits limits,
    Random random
)
{
    private readonly List<ExcludedCandidate> _exclusions = [.. candidates.Exclusions.Take(limits.MaxExclusions)];

    // One draw for all ties of a decision: each place mixes it with its own number.
    private readonly ulong _draw = (ulong)random.NextInt64();

    public IReadOnlyList<ExcludedCandidate> Exclusions => _exclusions;

    /// <summary>Looks at every replica of the model.</summary>
    public void Add(RankedModel model, BestPlaces best)
    {
        var output = lengths.Expected(model.Offer.Key, request.OutputTokens);
        foreach (var entry in model.Offer.Entries)
        {
            var standing = standings[entry.ReplicaIndex];
            if ((standing.WhyNot ?? ModelRanking.WhyNot(entry.Model, request)) is { } reason)
            {
                Exclude(model, entry, reason);
            }
            else
            {
                best.Add(Place(model, entry, standing, output));
            }
        }
    }

    private ReplicaPlace Place(RankedModel model, ModelEntry entry, in ReplicaStanding standing, int output)
    {
        var estimate = finish.Of(entry, standing, request, output, cached: 0);
        var cost = candidates.Cost.Of(model.Price, entry, estimate, request);
        return new ReplicaPlace(
            model,
            entry,
            estimate,
            cost,
            candidates.Weights.Value(model.Worth, estimate, cost),
            Tie(entry.ReplicaIndex)
        )
        {
            Load = standing.Load,
            Work = standing.Work,
            OutputTokens = output,
            WorkSeconds = entry.Speed.Alone(request.PromptTokens, output),
            HasFailed = standing.HasFailed,
            IsDegraded = standing.IsDegraded,
            IsLate = request.Deadline is { } deadline && estimate.FirstToken > deadline.TotalSeconds,
        };
    }

    private double Tie(int replica)
    {
        // The last steps of splitmix64: neighbouring numbers come out far apart.
        var mixed = _draw + ((ulong)replica * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) / (double)ulong.MaxValue;
    }

    private void Exclude(RankedModel model, ModelEntry entry, string reason)
    {
        if (_exclusions.Count < limits.MaxExclusions)
        {
            _exclusions.Add(new ExcludedCandidate(model.Offer.Name, entry.Replica.Name, reason));
        }
    }
}
