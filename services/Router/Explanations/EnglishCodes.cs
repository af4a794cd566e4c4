using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Explanations;

/// <summary>Codes of exclusions, strategies, rules and estimates in English words.</summary>
internal static class EnglishCodes
{
    /// <summary>After "because".</summary>
    public static readonly IReadOnlyDictionary<string, string> Exclusion = new Dictionary<string, string>
    {
        [ExclusionReasons.ContextTooShort] = "the context is too short for the prompt",
        [ExclusionReasons.Unreachable] = "it cannot be reached",
        [ExclusionReasons.Draining] = "it takes no new requests",
        [ExclusionReasons.BreakerOpen] = "it has failed several times in a row",
        [ExclusionReasons.QueueFull] = "the queue is full",
        [ExclusionReasons.Disabled] = "an operator has switched it off",
        [ExclusionReasons.RuleForbids] = "an operators' rule forbids it",
        [ExclusionReasons.NotForced] = "an operators' rule wants other models",
        [ExclusionReasons.RoleNotMapped] = "the configuration names other models for the role",
        ["lacks_completion"] = "it does not answer in text",
        ["lacks_tools"] = "it cannot call tools",
        ["lacks_vision"] = "it cannot read images",
        ["lacks_thinking"] = "it cannot think before it answers",
        ["lacks_embedding"] = "it gives no vectors",
    };

    /// <summary>After "because".</summary>
    public static readonly IReadOnlyDictionary<string, string> Strategy = new Dictionary<string, string>
    {
        [StrategyReasons.Requested] = "the request asks for it",
        [StrategyReasons.Rule] = "an operators' rule wants it",
        [StrategyReasons.Usual] = "that is the usual case",
        [StrategyReasons.AimIsSingle] = "what was asked for allows no more than that",
        [StrategyReasons.SingleOnly] = "the caller allows no more than that",
        [StrategyReasons.Tools] = "tools would get lost between several answers",
        [StrategyReasons.Images] = "images would get lost between several answers",
        [StrategyReasons.Form] = "the answer has to have a form that several answers may not have together",
        [StrategyReasons.Thinking] = "the thoughts of one model were asked for",
        [StrategyReasons.NotCarriedOut] = "no worker carries the strategy out",
        [StrategyReasons.TooFewMembers] = "fewer than two models can answer now",
        [StrategyReasons.GainTooSmall] = "several answers are not expected to be enough better for what they cost",
        [StrategyReasons.GainPays] = "several answers are expected to be better by more than they cost",
        [StrategyReasons.Sequential] =
            "the fleet's memory does not hold the members together, so they answer one after another",
    };

    public static readonly IReadOnlyDictionary<string, string> Effect = new Dictionary<string, string>
    {
        [RuleEffectNames.Force] = "forces models",
        [RuleEffectNames.Prefer] = "prefers models",
        [RuleEffectNames.Forbid] = "forbids models",
        [RuleEffectNames.Strategy] = "sets the strategy",
        [RuleEffectNames.Priority] = "sets the priority",
    };

    /// <summary>Where a figure of quality comes from.</summary>
    public static readonly IReadOnlyDictionary<string, string> Source = new Dictionary<string, string>
    {
        [QualitySources.Learned] = "learned from outcomes",
        [QualitySources.Profile] = "from its profile",
        [QualitySources.Parameters] = "guessed from its size",
        [QualitySources.Unknown] = "nothing is known of it",
    };

    public static readonly IReadOnlyDictionary<TextLanguage, string> Language = new Dictionary<TextLanguage, string>
    {
        [TextLanguage.Korean] = "Korean",
        [TextLanguage.English] = "English",
        [TextLanguage.Mixed] = "Korean and English",
        [TextLanguage.Other] = "another language",
    };
}
