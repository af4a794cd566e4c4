using System.Globalization;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Explanations;

/// <summary>A refusal in English sentences: why, what would help, and when.</summary>
internal static class EnglishRefusal
{
    public static string Of(SelectionRequest request, SelectionResult.Refused refused) =>
        Why(request, refused) + Forced(request);

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

    private static string Why(SelectionRequest request, SelectionResult.Refused refused) =>
        refused.Kind switch
        {
            RefusalKind.UnknownModel =>
                $"No replica has a model named '{request.Model.Name}'.{Closest(refused.Detail)}",
            RefusalKind.NoReplica when request.Model.Aim == ModelAim.Named =>
                $"No replica that has '{request.Model.Name}' can be reached now.{Retry(refused)}",
            RefusalKind.NoReplica => $"No replica with a suitable model can be reached now.{Retry(refused)}",
            RefusalKind.OwnerChanging =>
                $"The replicas that could answer have just lost their worker; another one takes them over.{Retry(refused)}",
            RefusalKind.AllBusy when refused.Detail.FirstTokenSeconds > 0 => Late(request, refused) + Retry(refused),
            RefusalKind.AllBusy => $"Every replica that could answer has a full queue.{Retry(refused)}",
            _ => NotCapable(request, refused.Detail),
        };

    // Refused at once: the work would be spent, and everybody behind it would wait for it.
    private static string Late(SelectionRequest request, SelectionResult.Refused refused)
    {
        var first = Figures.Seconds(refused.Detail.FirstTokenSeconds);
        return request.Deadline is { } deadline
            ? $"The first token would come after {first} s at the earliest, but it has to be there within {Figures.Seconds(deadline.TotalSeconds)} s."
            : $"The first token would come after {first} s at the earliest: longer than anybody is let wait.";
    }

    private static string NotCapable(SelectionRequest request, RefusalDetail detail)
    {
        if (request.IsEnsemble && detail.Lacking == "tools")
        {
            return "An ensemble cannot pass tool calls on: it writes one text from several answers. "
                + "For tools ask 'auto' or a model by its name.";
        }

        if (detail.Workflows.Count > 0)
        {
            return Workflows(request, detail);
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
                $"The request needs about {detail.NeededTokens} tokens of context ({request.PromptTokens} for the prompt), but the longest that would do has {detail.LongestContext}. Nothing was cut."
            );
    }

    private static string Workflows(SelectionRequest request, RefusalDetail detail)
    {
        var names = string.Join(", ", WorkflowNames.Shown(detail));
        return request.Model.Workflow is null
            ? $"There are several workflows: ask for one of them by its name. Known are {names}."
            : $"No worker of the fleet knows the workflow '{detail.Strategy}'. Known are {names}.";
    }

    private static string Closest(RefusalDetail detail) =>
        detail.ClosestNames.Count > 0 ? $" The closest names are {string.Join(", ", detail.ClosestNames)}." : "";

    private static string Retry(SelectionResult.Refused refused) =>
        refused.RetryAfter is { } wait
            ? string.Create(CultureInfo.InvariantCulture, $" Try again in {Math.Ceiling(wait.TotalSeconds)} s.")
            : "";
}
