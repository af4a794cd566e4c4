using System.Diagnostics;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Decisions;

/// <summary>A decision in its span: what it was about, who was chosen, with which numbers, who was not. Never the prompt.</summary>
internal static class DecisionTrace
{
    // A trace is read by people: these many of each say enough.
    private const int MaxRules = 8;
    private const int MaxCandidates = 5;
    private const int MaxExclusions = 8;

    public static void Describe(Activity? span, RouteDecision decision, string rulesVersion)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        var (request, classification) = (decision.Request, decision.Classification);
        span.SetTag("orchestrator.run", request.RunId);
        span.SetTag("orchestrator.decision", decision.Id);
        span.SetTag("orchestrator.tenant", request.Tenant);
        span.SetTag("orchestrator.requested_model", request.Model.Name);
        span.SetTag("orchestrator.task", TaskNames.Of(classification.Task));
        span.SetTag("orchestrator.task.probability", classification.Probability);
        span.SetTag("orchestrator.task.tier", TierNames.Of(classification.Tier));
        span.SetTag("orchestrator.language", LanguageNames.Of(classification.Language));
        span.SetTag("orchestrator.difficulty", classification.Difficulty);
        span.SetTag("orchestrator.strategy", decision.Strategy);
        span.SetTag("orchestrator.strategy.reasons", string.Join(',', decision.Plan.Reasons));
        span.SetTag("orchestrator.rules", string.Join(',', request.Rules.Hits.Take(MaxRules).Select(hit => hit.Rule)));
        span.SetTag("orchestrator.rules.version", rulesVersion);
        Describe(span, decision.Result);
    }

    private static void Describe(Activity span, SelectionResult result)
    {
        if (result is SelectionResult.Chosen chosen)
        {
            var first = chosen.Choices[0];
            span.SetTag("orchestrator.model", first.Entry.Model.Name);
            span.SetTag("orchestrator.replica", first.Entry.Replica.Name);
            span.SetTag("orchestrator.reasons", string.Join(',', first.Reasons));
            span.SetTag("orchestrator.propensity", chosen.Propensity);
            span.SetTag("orchestrator.hedge_after_seconds", chosen.Hedge?.After.TotalSeconds);
            foreach (var choice in Candidates(chosen))
            {
                span.AddEvent(new ActivityEvent("candidate", tags: Numbers(choice)));
            }
        }
        else if (result is SelectionResult.Refused refused)
        {
            span.SetTag("orchestrator.refusal", RefusalNames.Of(refused.Kind));
        }

        foreach (var excluded in result.Exclusions.Take(MaxExclusions))
        {
            span.AddEvent(new ActivityEvent("excluded", tags: Names(excluded)));
        }
    }

    // The place that was taken, then the best of what else was weighed.
    private static IEnumerable<SelectedChoice> Candidates(SelectionResult.Chosen chosen) =>
        chosen
            .Choices.Concat(chosen.Weighed.Select(weighed => weighed.Best))
            .DistinctBy(choice => (choice.Entry.Model.Key, choice.Entry.Replica.Name))
            .Take(MaxCandidates);

    private static ActivityTagsCollection Numbers(SelectedChoice choice) =>
        new()
        {
            ["orchestrator.model"] = choice.Entry.Model.Name,
            ["orchestrator.replica"] = choice.Entry.Replica.Name,
            ["orchestrator.quality"] = choice.Quality.Mean,
            ["orchestrator.quality.error"] = choice.Quality.StandardError,
            ["orchestrator.wait_seconds"] = choice.Finish.Wait,
            ["orchestrator.load_seconds"] = choice.Finish.Load,
            ["orchestrator.displaced_seconds"] = choice.Finish.Displaced,
            ["orchestrator.prefill_seconds"] = choice.Finish.Prefill,
            ["orchestrator.decode_seconds"] = choice.Finish.Decode,
            ["orchestrator.cost"] = choice.Cost.Amount,
            ["orchestrator.value"] = choice.Value,
        };

    private static ActivityTagsCollection Names(ExcludedCandidate excluded) =>
        new()
        {
            ["orchestrator.model"] = excluded.Model,
            ["orchestrator.replica"] = excluded.Replica,
            ["orchestrator.reason"] = excluded.Reason,
        };
}
