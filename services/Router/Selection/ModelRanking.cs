using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Learned;

namespace Orchestrator.Router.Selection;

/// <summary>Which models can do what a request needs, and how well each one suits it. Looks at nobody's load.</summary>
/// <param name="preferences">The operator's patterns in the configuration.</param>
/// <param name="rules">What operators set per model at run time; null where there is no profiler.</param>
/// <param name="settings">Weights, prices and what was learned; null for the defaults.</param>
internal sealed class ModelRanking(
    ModelPreferences preferences,
    ModelRulesView? rules = null,
    RankingSettings? settings = null
)
{
    private const double LargeBillions = 24;
    private const double SmallBillions = 4;

    private readonly ModelTraitsCache _traits = new(preferences);
    private readonly RankingSettings _settings = settings ?? RankingSettings.Default;

    public Candidates Rank(FleetSnapshot fleet, SelectionRequest request)
    {
        var scope = new ModelScope(fleet, request, _settings.Fallbacks);
        var ranked = new List<RankedModel>(scope.Offers.Count);
        var excluded = new List<ExcludedCandidate>();
        var current = rules?.Current ?? ModelRules.None;
        var posterior = _settings.Policy.Current;
        foreach (var offer in scope.Offers)
        {
            var rule = current.Of(offer.Key);
            if (WhyNot(offer, rule, scope, request) is { } reason)
            {
                excluded.Add(new ExcludedCandidate(offer.Name, "", reason));
            }
            else
            {
                ranked.Add(Ranked(offer, rule, scope, posterior, request));
            }
        }

        return new Candidates(fleet, ranked, excluded)
        {
            Weights = _settings.Profiles.WeightsOf(request),
            Cost = _settings.Cost,
            ExplorationCap = request.MayExplore && posterior.Version > 0 ? _settings.ExplorationShare : 0,
        };
    }

    /// <returns>Why this copy of the model cannot serve the request; null when it can.</returns>
    public static string? WhyNot(ModelEntry entry, SelectionRequest request)
    {
        var missing = request.Needs & ~entry.Model.Abilities;
        if (missing != ModelAbilities.None)
        {
            return ExclusionReasons.Lacks(missing);
        }

        return ContextNeed.IsTooShort(entry, request) ? ExclusionReasons.ContextTooShort : null;
    }

    // Wishes come last: who is left out by them could do it, so that a refusal says what would help.
    private static string? WhyNot(ModelOffer offer, ModelRule rule, ModelScope scope, SelectionRequest request) =>
        rule.Enabled ? WhyNot(offer, request) ?? scope.WhyNot(offer.Key) : ExclusionReasons.Disabled;

    private static string? WhyNot(ModelOffer offer, SelectionRequest request)
    {
        string? reason = null;
        foreach (var entry in offer.Entries)
        {
            reason = WhyNot(entry, request);
            if (reason is null)
            {
                return null;
            }
        }

        return reason;
    }

    private RankedModel Ranked(
        ModelOffer offer,
        ModelRule rule,
        ModelScope scope,
        IModelPosterior posterior,
        SelectionRequest request
    )
    {
        var traits = _traits.Of(offer.Key);
        var place = scope.Place(offer.Key, traits.Place[(int)request.Task], preferences.Count(request.Task));
        var quality = QualityRule.Of(offer.Entries[0].Model, rule, traits, request, posterior);
        var profile = _settings.Profiles.Of(request.Model.Aim);
        var found = place.Found | Found(offer, rule, traits, request);
        found |= quality.Mean < profile.QualityFloor ? ReasonFlags.BelowFloor : ReasonFlags.None;
        return new RankedModel(offer, place.Place, found, request.Task)
        {
            Quality = quality,
            Worth = ModelWorth.Of(quality, rule, request.Task, profile),
            Price = rule.Price,
        };
    }

    private static ReasonFlags Found(ModelOffer offer, ModelRule rule, ModelTraits traits, SelectionRequest request)
    {
        var aim = request.Model.Aim;
        if (aim == ModelAim.Named)
        {
            return ReasonFlags.None;
        }

        var billions = offer.ParametersBillion > 0 ? offer.ParametersBillion : ParameterPrior.UnknownBillions;
        var isKorean = request.Language is TextLanguage.Korean or TextLanguage.Mixed;
        return If(rule.OptimalFor.Contains(request.Task), ReasonFlags.OptimalFor)
            | If(rule.Priority > ModelRule.UsualPriority, ReasonFlags.HighPriority)
            | If(traits.TaskFit[(int)request.Task] > 0, ReasonFlags.Task)
            | If(isKorean && traits.KoreanFit > 0, ReasonFlags.LanguageKorean)
            | If(aim is ModelAim.Quality or ModelAim.Ensemble && billions >= LargeBillions, ReasonFlags.Large)
            | If(aim is ModelAim.Fast or ModelAim.Cheap && billions <= SmallBillions, ReasonFlags.Small);
    }

    private static ReasonFlags If(bool holds, ReasonFlags flag) => holds ? flag : ReasonFlags.None;
}
