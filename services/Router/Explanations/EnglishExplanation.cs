using System.Globalization;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Explanations;

/// <summary>A decision in English sentences.</summary>
internal static class EnglishExplanation
{
    public static string Of(RouteDecision decision) =>
        decision.Result switch
        {
            SelectionResult.Chosen chosen when decision.Request.IsEnsemble =>
                $"{Task(decision.Classification)} {Members(decision, chosen)}",
            SelectionResult.Chosen chosen => $"{Task(decision.Classification)} {Choice(chosen)}",
            SelectionResult.Refused refused => Refusal(decision.Request, refused) + Forced(decision.Request),
            _ => "",
        };

    // Others might have answered: who reads it has to know why they were not asked.
    private static string Forced(SelectionRequest request) =>
        request.Rules is { ForceFallsBack: false, ForcedBy.Length: > 0 } rules
            ? $" The operators' rule '{rules.ForcedBy}' allows only {string.Join(", ", rules.Force)} for this request."
            : "";

    private static string LeftOut(SelectionRequest request) =>
        request.Rules switch
        {
            { ForcedBy.Length: > 0 } => "None of the models that a rule allows can answer.",
            { ForbiddenBy: [_, ..] rules } =>
                $"The operators' rules forbid every model that could answer ({string.Join(", ", rules)}).",
            _ => "The configuration of the role leaves out every model that could answer.",
        };

    public static string Refusal(SelectionRequest request, SelectionResult.Refused refused) =>
        refused.Kind switch
        {
            RefusalKind.UnknownModel =>
                $"No replica has a model named '{request.Model.Name}'.{Closest(refused.Detail)}",
            RefusalKind.NoReplica when request.Model.Aim == ModelAim.Named =>
                $"No replica that has '{request.Model.Name}' can be reached now.{Retry(refused)}",
            RefusalKind.NoReplica => $"No replica with a suitable model can be reached now.{Retry(refused)}",
            RefusalKind.OwnerChanging =>
                $"The replicas that could answer have just lost their worker; another one takes them over.{Retry(refused)}",
            RefusalKind.AllBusy => $"Every replica that could answer has a full queue.{Retry(refused)}",
            _ => NotCapable(request, refused.Detail),
        };

    private static string Task(Classification.Classification classification)
    {
        var task = TaskNames.Of(classification.Task).Replace('_', ' ');
        var share = classification.Probability.ToString("P0", CultureInfo.InvariantCulture);
        return classification.Tier == ClassificationTier.Default
            ? $"Nothing in the request says what it is about, so it is treated as {task}."
            : $"The request is taken for {task}, with {share} of the evidence ({string.Join(", ", classification.Evidence.Take(3))}).";
    }

    private static string Choice(SelectionResult.Chosen chosen)
    {
        var first = chosen.Choices[0];
        var why = Sentences(first.Reasons, EnglishReasons.Model);
        var where = Sentences(first.Reasons, EnglishReasons.Replica);
        var others = chosen.Choices.Count - 1;
        var rest = others switch
        {
            0 => "There is no other replica to turn to.",
            1 => "If that fails, one more choice follows.",
            _ => string.Create(CultureInfo.InvariantCulture, $"If that fails, {others} more choices follow."),
        };
        return $"Model {first.Entry.Model.Name} was chosen because {why}. "
            + $"Replica {first.Entry.Replica.Name} comes first because {where}. {rest}";
    }

    private static string Members(RouteDecision decision, SelectionResult.Chosen chosen)
    {
        var names = string.Join(
            ", ",
            chosen.Choices.Select(choice => $"{choice.Entry.Model.Name} ({choice.Entry.Replica.Name})")
        );
        var count = chosen.Choices.Count;
        var few =
            count < chosen.MembersWanted
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $" That is fewer than the {chosen.MembersWanted} that are wanted: no other suitable model is available now."
                )
                : "";
        var why = Sentences(chosen.Choices[0].Reasons, EnglishReasons.Model);
        var how = decision.Plan.Reasons.Contains(StrategyReasons.Sequential) ? "one after another" : "side by side";
        return $"The strategy is {decision.Strategy}: the members answer {how}, and one answer is written from theirs. "
            + $"Members: {names}.{few} {chosen.Choices[0].Entry.Model.Name} comes first because {why}.";
    }

    private static string Sentences(IReadOnlyList<string> reasons, IReadOnlyDictionary<string, string> words) =>
        string.Join(", and ", reasons.Where(words.ContainsKey).Select(reason => words[reason]));

    private static string NotCapable(SelectionRequest request, RefusalDetail detail)
    {
        if (request.IsEnsemble && detail.Lacking == "tools")
        {
            return "An ensemble cannot pass tool calls on: it writes one text from several answers. "
                + "For tools ask 'auto' or a model by its name.";
        }

        if (detail.Strategy.Length > 0)
        {
            return $"No worker of the fleet carries out the strategy '{detail.Strategy}'.";
        }

        if (detail.IsLeftOut)
        {
            return LeftOut(request);
        }

        if (detail.IsDisabled)
        {
            return request.Model.Aim == ModelAim.Named
                ? $"'{request.Model.Name}' is switched off by an operator (enabled = false)."
                : "Every model of the fleet is switched off by an operator (enabled = false).";
        }

        var who = request.Model.Aim == ModelAim.Named ? $"'{request.Model.Name}'" : "Any model of the fleet";
        return detail.Lacking.Length > 0
            ? $"{who} lacks what the request needs: {EnglishReasons.Ability(detail.Lacking)}."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The request needs about {detail.NeededTokens} tokens of context ({detail.NeededTokens - request.NeededTokens + request.PromptTokens} for the prompt), but the longest that would do has {detail.LongestContext}. Nothing was cut."
            );
    }

    private static string Closest(RefusalDetail detail) =>
        detail.ClosestNames.Count > 0 ? $" The closest names are {string.Join(", ", detail.ClosestNames)}." : "";

    private static string Retry(SelectionResult.Refused refused) =>
        refused.RetryAfter is { } wait
            ? string.Create(CultureInfo.InvariantCulture, $" Try again in {Math.Ceiling(wait.TotalSeconds)} s.")
            : "";
}
