using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Decisions;

/// <summary>What a request asks of a model.</summary>
internal static class Needs
{
    public static SelectionRequest Of(
        RouteInput input,
        Classification.Classification classification,
        int answerReserve,
        RoleMap? roles = null,
        RuleVerdict? rules = null
    )
    {
        rules ??= RuleVerdict.None;
        var asked = RequestedModel.Parse(input.RequestedModel);
        var role = asked.Aim == ModelAim.Named ? null : (roles ?? RoleMap.Empty).Find(input.Role);
        var model = RequestAim.Of(asked, rules, role);
        var prompt = TokenEstimate.Prompt(input.Turns, input.TotalChars, input.ImageCount, input.ToolCount);
        // An answer that is cut says so itself ("length"); only the prompt must never be cut, and some room must be left.
        var answer = input.MaxTokens > 0 ? Math.Min(input.MaxTokens, answerReserve) : answerReserve;
        return new SelectionRequest(
            input.RunId,
            model,
            classification.Task,
            classification.Language,
            Abilities(input),
            prompt,
            (int)Math.Min((long)prompt + answer, int.MaxValue),
            input.FailedReplicas,
            input.DryRun
        )
        {
            Difficulty = classification.Difficulty,
            PromptChars = Math.Max(input.TotalChars, input.Turns.Sum(turn => (long)turn.Text.Length)),
            OtherTokens = (int)
                Math.Min(TokenEstimate.Other(input.Turns.Count, input.ImageCount, input.ToolCount), int.MaxValue),
            Rules = rules,
            Role = role,
            MayExplore = RequestAim.MayExplore(model, input, rules),
            OutputTokens = OutputEstimate.Tokens(input, classification.Task, prompt),
            Priority = rules.Priority ?? input.Priority,
            Tenant = input.Tenant,
            Deadline = input.Deadline,
            Prefix = input.Prefix,
            Weights = new AskedWeights(input.LatencyWeight, input.CostWeight),
        };
    }

    private static ModelAbilities Abilities(RouteInput input) =>
        ModelAbilities.Completion
        | (input.ToolCount > 0 ? ModelAbilities.Tools : ModelAbilities.None)
        | (input.ImageCount > 0 ? ModelAbilities.Vision : ModelAbilities.None)
        | (input.WantsThinking ? ModelAbilities.Thinking : ModelAbilities.None);
}
