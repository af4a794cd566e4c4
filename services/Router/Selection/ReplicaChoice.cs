using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Selection;

/// <summary>
/// One decision over all pairs of a model and a replica: quality, time and cost are estimated apart and combined here, and
/// only here. Pure, given the random source that breaks ties.
/// </summary>
internal sealed class ReplicaChoice(
    SelectionState state,
    SelectionRequest request,
    Candidates candidates,
    DateTimeOffset now,
    SelectionLimits limits
)
{
    public SelectionResult Decide(Random random)
    {
        if (EnsembleMembers.Refuse(request, candidates.Fleet) is { } refusal)
        {
            return refusal;
        }

        // The fleet of the ranking, not a newer one: the entries carry places in it.
        using var standings = new Standings(state, request, candidates.Fleet, now, limits);
        using var swaps = new SwapRule(candidates.Fleet, state.Demand, state.Residency, now, limits.Finish);
        var scan = new PlaceScan(
            candidates,
            standings,
            new FinishRule(swaps, limits.Finish),
            state,
            request,
            limits,
            random
        );
        return request.IsEnsemble ? Ensemble(scan, standings) : Single(scan, standings, random);
    }

    private SelectionResult Single(PlaceScan scan, Standings standings, Random random)
    {
        var best = new BestPlaces(limits.Near.Most, PerModel());
        scan.AddAll(best);
        if (best.Places.Count == 0)
        {
            return Refuse(scan, standings);
        }

        if (TooLate.Of(best.Places[0], request, limits) is { } retryAfter)
        {
            var detail = RefusalDetail.None with { FirstTokenSeconds = best.Places[0].Finish.FirstToken };
            return new SelectionResult.Refused(RefusalKind.AllBusy, retryAfter, detail, scan.Exclusions);
        }

        var firstPlace = new FirstPlace(best.Places, candidates, request, limits.Near, random);
        var first = firstPlace.Pick();
        var choices = Listed(best, first.At);
        if (first.Explored)
        {
            choices[0] = choices[0] with { Reasons = [ModelReasons.Explored, .. choices[0].Reasons] };
        }

        return new SelectionResult.Chosen(choices, first.Propensity, scan.Exclusions)
        {
            Explored = first.Explored,
            Weights = candidates.Weights,
            Hedge = state.Hedges.MayOffer(limits.Hedging) ? HedgeRule.Of(choices, request, limits.Hedging) : null,
            Weighed = request.DryRun ? Weighed(best, firstPlace.Shares) : [],
        };
    }

    /// <summary>The best place of each model that was looked at.</summary>
    private static List<WeighedModel> Weighed(BestPlaces best, IReadOnlyList<ModelShare> shares) =>
        [
            .. best
                .Places.DistinctBy(place => place.Entry.Model.Key)
                .Select(
                    (place, at) =>
                        new WeighedModel(
                            Chosen(place, isBestModel: at == 0, isOnly: false),
                            shares.FirstOrDefault(share => ReferenceEquals(share.Model, place.Model)).Propensity
                        )
                ),
        ];

    // Half of the places that are kept are left to other models, so that a fail-over has somewhere else to go.
    private int PerModel() =>
        candidates.Models.Count == 1 ? limits.Near.Most : Math.Max(limits.MaxReplicasPerModel, limits.Near.Most / 2);

    /// <summary>The one that is taken, then the others by value, of each model not too many.</summary>
    private List<SelectedChoice> Listed(BestPlaces best, int first)
    {
        var choices = new List<SelectedChoice>(limits.MaxChoices);
        var model = best.Places[first].Model;
        var isOnly = best.Places.Count(place => ReferenceEquals(place.Model, model)) == 1;
        Take(first);
        for (var i = 0; i < best.Places.Count && choices.Count < limits.MaxChoices; i++)
        {
            if (i != first)
            {
                Take(i);
            }
        }

        return choices;

        void Take(int at)
        {
            var place = best.Places[at];
            var ofModel = choices.Count(choice => choice.Entry.Model.Key == place.Entry.Model.Key);
            if (ofModel < limits.MaxReplicasPerModel)
            {
                choices.Add(Chosen(place, ReferenceEquals(place.Model, model), isOnly));
            }
        }
    }

    /// <summary>The best place of each of the best models: their steps are routed again, and fail over, on their own.</summary>
    private SelectionResult Ensemble(PlaceScan scan, Standings standings)
    {
        var reserve = request.MembersOnly ? 0 : limits.StrategyReserve;
        var members = new EnsembleMembers(limits.EnsembleMembers + reserve);
        scan.AddAll(members);
        if (members.Places.Count == 0)
        {
            return Refuse(scan, standings);
        }

        var chosen = members.Places.Select(place => Chosen(place, isBestModel: true, isOnly: false)).ToList();
        return new SelectionResult.Chosen([.. chosen.Take(limits.EnsembleMembers)], 1, scan.Exclusions)
        {
            MembersWanted = limits.EnsembleMembers,
            Reserve = [.. chosen.Skip(limits.EnsembleMembers)],
            Weights = candidates.Weights,
        };
    }

    private static SelectedChoice Chosen(in ReplicaPlace place, bool isBestModel, bool isOnly) =>
        new(place.Entry, place.Load, place.Entry.Model.Loaded is not null, ChoiceReasons.Of(place, isBestModel, isOnly))
        {
            Finish = place.Finish,
            Cost = place.Cost,
            Quality = place.Model.Quality,
            Value = place.Value,
            OutputTokens = place.OutputTokens,
            WorkSeconds = place.WorkSeconds,
            CausesLoad = place.CausesLoad,
            IsSound = place is { HasFailed: false, IsDegraded: false, IsLate: false },
        };

    private SelectionResult.Refused Refuse(PlaceScan scan, Standings standings) =>
        Refusals.Explain(request, candidates, standings, state.Ledgers, now, limits, scan.Exclusions);
}
