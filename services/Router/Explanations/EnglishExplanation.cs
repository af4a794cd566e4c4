using System.Globalization;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Explanations;

/// <summary>A decision in English sentences.</summary>
internal static class EnglishExplanation
{
    private const int MaxEvidence = 3;

    public static string Of(RouteDecision decision) =>
        decision.Result switch
        {
            SelectionResult.Chosen chosen => Joined([
                Task(decision.Classification),
                EnglishRules.Of(decision.Request.Rules),
                Strategy(decision.Plan),
                .. decision.Request.IsEnsemble ? [Members(chosen)] : Choice(chosen),
                LeftOut(chosen.Exclusions),
            ]),
            SelectionResult.Refused refused => Joined([
                EnglishRefusal.Of(decision.Request, refused),
                EnglishRules.Of(decision.Request.Rules),
            ]),
            _ => "",
        };

    private static string Joined(IEnumerable<string> sentences) =>
        string.Join(' ', sentences.Where(sentence => sentence.Length > 0));

    private static string Task(Classification.Classification classification)
    {
        var task = TaskNames.Of(classification.Task).Replace('_', ' ');
        var language = EnglishCodes.Language[classification.Language];
        var difficulty = Figures.Share(classification.Difficulty);
        if (classification.Tier == ClassificationTier.Default)
        {
            return $"Nothing in the request says what it is about, so it is treated as {task}, in {language}, of difficulty {difficulty}.";
        }

        var percent = Figures.Percent(classification.Probability);
        // Rules know no probability, only what share of the evidence speaks for the task.
        var sure = classification.Tier is ClassificationTier.Rules or ClassificationTier.Hint
            ? $"{percent} % of the evidence"
            : $"a probability of {percent} %";
        var evidence = string.Join(", ", classification.Evidence.Take(MaxEvidence));
        var why = evidence.Length > 0 ? $" ({evidence})" : "";
        return $"The request is taken for {task}, with {sure}{why}, in {language}, of difficulty {difficulty}.";
    }

    private static string Strategy(StrategyPlan plan)
    {
        var how = plan.Name == StrategyNames.Single ? "One model call answers" : $"The strategy is {plan.Name}";
        var why = Sentences(plan.Reasons, EnglishCodes.Strategy);
        var price =
            plan.Gain > 0
                ? $" Expected are {Figures.Share(plan.Gain)} more quality for {Figures.Seconds(plan.ExtraSeconds)} s more."
                : "";
        return why.Length > 0 ? $"{how} because {why}.{price}" : $"{how}.";
    }

    private static IEnumerable<string> Choice(SelectionResult.Chosen chosen)
    {
        var first = chosen.Choices[0];
        var why = Sentences(first.Reasons, EnglishReasons.Model);
        var where = Sentences(first.Reasons, EnglishReasons.Replica);
        return
        [
            $"Model {first.Entry.Model.Name} was chosen because {why}.",
            EnglishNumbers.Compared(chosen),
            $"Replica {first.Entry.Replica.Name} comes first because {where}.",
            EnglishNumbers.Expected(first),
            EnglishNumbers.Chance(chosen),
            EnglishNumbers.Hedge(chosen),
            Rest(chosen.Choices.Count - 1),
        ];
    }

    private static string Rest(int others) =>
        others switch
        {
            0 => "There is no other replica to turn to.",
            1 => "If that fails, one more choice follows.",
            _ => string.Create(CultureInfo.InvariantCulture, $"If that fails, {others} more choices follow."),
        };

    private static string Members(SelectionResult.Chosen chosen)
    {
        var names = string.Join(
            ", ",
            chosen.Choices.Select(choice => $"{choice.Entry.Model.Name} ({choice.Entry.Replica.Name})")
        );
        var few =
            chosen.Choices.Count < chosen.MembersWanted
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $" That is fewer than the {chosen.MembersWanted} that are wanted: no other suitable model is available now."
                )
                : "";
        var why = Sentences(chosen.Choices[0].Reasons, EnglishReasons.Model);
        return $"Several models take part. Members: {names}.{few} "
            + $"{chosen.Choices[0].Entry.Model.Name} comes first because {why}.";
    }

    private static string LeftOut(IReadOnlyList<ExcludedCandidate> exclusions)
    {
        var groups = ExclusionGroup.Of(exclusions).Select(Group).ToList();
        return groups.Count > 0 ? $"Left out: {string.Join("; ", groups)}." : "";
    }

    private static string Group(ExclusionGroup group)
    {
        var more = group.More > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {group.More} more") : "";
        return $"{string.Join(", ", group.Names)}{more} because {EnglishCodes.Exclusion.GetValueOrDefault(group.Reason, group.Reason)}";
    }

    private static string Sentences(IReadOnlyList<string> reasons, IReadOnlyDictionary<string, string> words) =>
        string.Join(", and ", reasons.Where(words.ContainsKey).Select(reason => words[reason]));
}
