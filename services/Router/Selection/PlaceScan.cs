using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Weighs the models on their replicas for one request, and keeps the best places.</summary>
internal sealed class PlaceScan(
    Candidates candidates,
    Standings standings,
    FinishRule finish,
    SelectionState state,
    SelectionRequest request,
    SelectionLimits limits,
    Random random
)
{
    // The same sum in another order differs by far less.
    private const double Rounding = 1e-9;

    private readonly List<ExcludedCandidate> _exclusions = [.. candidates.Exclusions.Take(limits.MaxExclusions)];

    // One draw for all ties of a decision: each place mixes it with its own number.
    private readonly ulong _draw = (ulong)random.NextInt64();

    public IReadOnlyList<ExcludedCandidate> Exclusions => _exclusions;

    /// <summary>
    /// Looks at the models, those first that would win if nobody had to wait. As soon as enough places are known that are better
    /// than the next model can be, the rest cannot win and is left alone.
    /// </summary>
    public void AddAll(BestPlaces best)
    {
        var isWhole = candidates.Models.Count == 1 || request.DryRun;
        foreach (var (model, _) in PromisingModels.Of(candidates, request))
        {
            if (request.DryRun || !best.IsOutOfReach(model))
            {
                Add(model, best, isWhole);
            }
        }
    }

    /// <summary>The best place of each of the best models.</summary>
    public void AddAll(EnsembleMembers members)
    {
        var best = new BestPlaces(1, 1);
        foreach (var (model, _) in PromisingModels.Of(candidates, request))
        {
            if (!members.IsOutOfReach(model))
            {
                best.Clear();
                Add(model, best, isWhole: request.DryRun);
                members.AddRange(best.Places);
            }
        }
    }

    /// <param name="isWhole">
    /// False: of the replicas that do not have the model in memory only some are looked at, from one drawn by chance on.
    /// </param>
    public void Add(RankedModel model, BestPlaces best, bool isWhole = true)
    {
        var output = state.Lengths.Expected(model.Offer.Key, request.OutputTokens);
        var entries = model.Offer.Entries;
        if (isWhole || entries.Length <= limits.ColdLookedAt + model.Offer.Loaded.Length)
        {
            foreach (var entry in entries)
            {
                Look(model, entry, output, best);
            }

            return;
        }

        foreach (var entry in model.Offer.Loaded)
        {
            Look(model, entry, output, best);
        }

        var (at, looked) = ((int)(_draw % (ulong)entries.Length), 0);
        for (var i = 0; i < entries.Length && looked < limits.ColdLookedAt; i++)
        {
            var entry = entries[(at + i) % entries.Length];
            if (entry.Model.Loaded is null)
            {
                Look(model, entry, output, best);
                looked++;
            }
        }
    }

    private void Look(RankedModel model, ModelEntry entry, int output, BestPlaces best)
    {
        ref readonly var standing = ref standings[entry.ReplicaIndex];
        if ((standing.WhyNot ?? ModelRanking.WhyNot(entry, request)) is { } reason)
        {
            Exclude(model, entry, reason);
        }
        else
        {
            Weigh(model, entry, standing, output, best);
        }
    }

    // Most places are not good enough even at best, which is soon known.
    private void Weigh(RankedModel model, ModelEntry entry, in ReplicaStanding standing, int output, BestPlaces best)
    {
        if (AtMost(model, entry, standing, output) >= best.BarOf(model))
        {
            var estimate = finish.Of(entry, standing, request, output, Cached(entry));
            best.Add(Place(model, entry, standing, output, estimate));
        }
    }

    /// <summary>More than what the place can be worth.</summary>
    private double AtMost(RankedModel model, ModelEntry entry, in ReplicaStanding standing, int output)
    {
        var seconds = finish.AtLeast(entry, standing, request, output, out var work);
        var cost = candidates.Cost.AtLeast(model.Price, entry.Replica, work);
        return model.Worth - (candidates.Weights.Latency * seconds) - (candidates.Weights.Cost * cost) + Rounding;
    }

    private ReplicaPlace Place(
        RankedModel model,
        ModelEntry entry,
        in ReplicaStanding standing,
        int output,
        in FinishEstimate estimate
    )
    {
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

    /// <summary>Tokens of the prompt that the replica is expected to have: whole blocks, each of about the same length.</summary>
    private int Cached(ModelEntry entry)
    {
        if (request.Prefix.Count == 0 || entry.Model.Loaded is null)
        {
            return 0;
        }

        var place = new PrefixPlace(entry.Replica.Name, entry.Model.Key);
        var shared = state.Prefixes.Shared(place, request.Prefix);
        // What comes after the last whole block is half a block on average; one token is always evaluated.
        return (int)Math.Min(shared * request.PromptTokens / (request.Prefix.Count + 0.5), request.PromptTokens - 1);
    }

    private double Tie(int replica) =>
        Mixing.Of(_draw + ((ulong)replica * 0x9E3779B97F4A7C15)) / (double)ulong.MaxValue;

    private void Exclude(RankedModel model, ModelEntry entry, string reason)
    {
        if (_exclusions.Count < limits.MaxExclusions)
        {
            _exclusions.Add(new ExcludedCandidate(model.Offer.Name, entry.Replica.Name, reason));
        }
    }
}
