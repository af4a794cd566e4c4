using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

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
    // Without a figure a model is taken for one of four billion parameters.
    private const double UnknownBillions = 4;
    private const double LargeBillions = 24;
    private const double SmallBillions = 4;

    private readonly ModelTraitsCache _traits = new(preferences);
    private readonly RankingSettings _settings = settings ?? RankingSettings.Default;

    public Candidates Rank(FleetSnapshot fleet, SelectionRequest request)
    {
        var ranked = new List<RankedModel>();
        var excluded = new List<ExcludedCandidate>();
        var current = rules?.Current ?? ModelRules.None;
        foreach (var offer in Offers(fleet, request.Model))
        {
            var rule = current.Of(offer.Key);
            if ((rule.Enabled ? WhyNot(offer, request) : ExclusionReasons.Disabled) is { } reason)
            {
                excluded.Add(new ExcludedCandidate(offer.Name, "", reason));
            }
            else
            {
                ranked.Add(Ranked(offer, rule, request));
            }
        }

        return new Candidates(fleet, ranked, excluded)
        {
            Weights = _settings.Profiles.WeightsOf(request),
            Cost = _settings.Cost,
        };
    }

    /// <returns>Why this copy of the model cannot serve the request; null when it can.</returns>
    public static string? WhyNot(ModelSnapshot model, SelectionRequest request)
    {
        var missing = request.Needs & ~model.Abilities;
        if (missing != ModelAbilities.None)
        {
            return ExclusionReasons.Lacks(missing);
        }

        var isTooShort = model.ContextTokens > 0 && model.ContextTokens < request.NeededTokens;
        return isTooShort ? ExclusionReasons.ContextTooShort : null;
    }

    private static IReadOnlyList<ModelOffer> Offers(FleetSnapshot fleet, RequestedModel model) =>
        model.Aim != ModelAim.Named ? fleet.Models
        : fleet.Find(model.Key) is { } offer ? [offer]
        : [];

    private static string? WhyNot(ModelOffer offer, SelectionRequest request)
    {
        string? reason = null;
        foreach (var entry in offer.Entries)
        {
            reason = WhyNot(entry.Model, request);
            if (reason is null)
            {
                return null;
            }
        }

        return reason;
    }

    private RankedModel Ranked(ModelOffer offer, ModelRule rule, SelectionRequest request)
    {
        var traits = _traits.Of(offer.Key);
        var quality = QualityRule.Of(offer.Entries[0].Model, rule, traits, request, _settings.Posterior);
        var model =
            request.Model.Aim == ModelAim.Named
                ? new(offer, 0, 0, ["requested"])
                : Scored(offer, rule, traits, request);
        return model with
        {
            Quality = quality,
            Worth = ModelWorth.Of(quality, rule, request.Task, _settings.Profiles.Of(request.Model.Aim)),
            Price = rule.Price,
        };
    }

    private RankedModel Scored(ModelOffer offer, ModelRule rule, ModelTraits traits, SelectionRequest request)
    {
        var weights = AimWeights.Of(request.Model.Aim);
        var place = traits.Place[(int)request.Task];
        var isPreferred = place < preferences.Count(request.Task);
        var taskFit = traits.TaskFit[(int)request.Task];
        var isKorean = request.Language is TextLanguage.Korean or TextLanguage.Mixed;
        var koreanFit = isKorean ? traits.KoreanFit : 0;
        var billions = offer.ParametersBillion > 0 ? offer.ParametersBillion : UnknownBillions;
        var score =
            (weights.TaskFit * taskFit) + (weights.KoreanFit * koreanFit) + (weights.PerDoubling * Math.Log2(billions));
        score += RuleBonus.Of(rule, request.Task, weights);
        return new RankedModel(offer, place, score, _reasons(request, rule, isPreferred, taskFit, koreanFit, billions));
    }

    private static List<string> _reasons(
        SelectionRequest request,
        ModelRule rule,
        bool isPreferred,
        double taskFit,
        double koreanFit,
        double billions
    )
    {
        var reasons = new List<string>(4);
        AddIf(isPreferred, "preferred");
        AddIf(rule.OptimalFor.Contains(request.Task), RuleBonus.OptimalFor);
        AddIf(rule.Priority > ModelRule.UsualPriority, RuleBonus.HighPriority);
        AddIf(taskFit > 0, TaskReasons.Of(request.Task));
        AddIf(koreanFit > 0, "language_ko");
        AddIf(request.Model.Aim is ModelAim.Quality or ModelAim.Ensemble && billions >= LargeBillions, "large");
        AddIf(request.Model.Aim is ModelAim.Fast or ModelAim.Cheap && billions <= SmallBillions, "small");
        AddIf(reasons.Count == 0, "general");
        return reasons;

        void AddIf(bool holds, string reason)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }
}

/// <summary>"task_code" and its like, made once.</summary>
internal static class TaskReasons
{
    private static readonly string[] _reasons = [.. TaskNames.All.Select(task => $"task_{task}")];

    public static string Of(TaskType task) => _reasons[(int)task];
}
