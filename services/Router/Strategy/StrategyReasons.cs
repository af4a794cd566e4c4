namespace Orchestrator.Router.Strategy;

/// <summary>Why a strategy was chosen, in codes. Their words are in Explanations.</summary>
internal static class StrategyReasons
{
    /// <summary>The request names the strategy.</summary>
    public const string Requested = "strategy_requested";

    /// <summary>An operator's rule wants it.</summary>
    public const string Rule = "strategy_rule";

    /// <summary>One call: the usual case.</summary>
    public const string Usual = "one_call_is_usual";

    /// <summary>The aim does not allow more than one call by itself.</summary>
    public const string AimIsSingle = "aim_takes_one_call";

    /// <summary>The caller allows one call only.</summary>
    public const string SingleOnly = "single_only";

    public const string Tools = "has_tools";
    public const string Images = "has_images";

    /// <summary>The answer has to be JSON.</summary>
    public const string Form = "has_form";

    /// <summary>The caller wants the model's thoughts.</summary>
    public const string Thinking = "has_thinking";

    /// <summary>No worker carries the strategy out.</summary>
    public const string NotCarriedOut = "not_carried_out";

    /// <summary>Fewer than two models can answer now.</summary>
    public const string TooFewMembers = "too_few_members";

    /// <summary>Several answers are not expected to be enough better for what they cost.</summary>
    public const string GainTooSmall = "gain_too_small";

    /// <summary>Several answers are expected to be better by more than they cost.</summary>
    public const string GainPays = "gain_pays";

    /// <summary>The members do not fit into the fleet's memory together: one after another.</summary>
    public const string Sequential = "memory_forbids_parallel";
}
