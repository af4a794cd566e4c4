using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Decisions;

/// <summary>What a request is really asked of, once rules and roles have had their say. Pure.</summary>
internal static class RequestAim
{
    /// <summary>
    /// A rule that forces other models makes a named request an automatic one among those, unless the named one may follow; a
    /// role that is mapped to an aim takes the place of the aim that was asked for. A named model and a strategy stay what
    /// they are.
    /// </summary>
    public static RequestedModel Of(RequestedModel asked, RuleVerdict rules, RequestRole? role)
    {
        var isForcedAway =
            asked.Aim == ModelAim.Named
            && rules.Force.Count > 0
            && !rules.ForceFallsBack
            && GlobPattern.First([.. rules.Force.Select(GlobPattern.Normalize)], asked.Key) < 0;
        return isForcedAway ? asked with { Aim = ModelAim.Balanced }
            : role?.Aim is { } aim && IsAutomatic(asked) ? asked with { Aim = aim }
            : asked;
    }

    /// <summary>
    /// Whether another model than the best may be tried: only where the router chooses freely, and never in the middle of a
    /// conversation with tools, where a second model would have to go on with calls that it did not make.
    /// </summary>
    public static bool MayExplore(RequestedModel model, RouteInput input, RuleVerdict rules) =>
        IsAutomatic(model) && rules.Force.Count == 0 && !IsInToolLoop(input);

    /// <summary>
    /// Whether the router may choose several calls by itself: their steps give texts, so tools, images and forms of the answer
    /// would get lost.
    /// </summary>
    public static string? WhyOneCall(RouteInput input) =>
        input.SingleOnly ? StrategyReasons.SingleOnly
        : input.ToolCount > 0 ? StrategyReasons.Tools
        : input.ImageCount > 0 ? StrategyReasons.Images
        : input.WantsJson ? StrategyReasons.Form
        : input.WantsThinking ? StrategyReasons.Thinking
        : null;

    private static bool IsAutomatic(RequestedModel model) =>
        model.Aim is ModelAim.Balanced or ModelAim.Fast or ModelAim.Quality or ModelAim.Cheap;

    private static bool IsInToolLoop(RouteInput input)
    {
        var hasAnswers = false;
        foreach (var turn in input.Turns)
        {
            if (turn.Role == "tool")
            {
                return true;
            }

            hasAnswers |= turn.Role == "assistant";
        }

        // The turns do not say whether an answer was a call; with tools at hand it may have been one.
        return hasAnswers && input.ToolCount > 0;
    }
}
