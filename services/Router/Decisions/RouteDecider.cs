using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Tiers;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Decisions;

/// <summary>One decision from start to end: what the request is about, what it needs, who gets it.</summary>
/// <param name="tiers">Asked where the request's task is not sure; null for nobody.</param>
internal sealed class RouteDecider(
    RouteChoice choice,
    IOptions<RouterOptions> options,
    RulesView rules,
    RouterMetrics metrics,
    RulesMetrics rulesMetrics,
    IdSource ids,
    TimeProvider clock,
    TaskTiers? tiers = null
)
{
    private static readonly ActivitySource _source = new("Orchestrator.Router");
    private readonly RoleMap _roles = new(options.Value.Roles);

    /// <summary>Without the tiers that ask a model.</summary>
    public RouteDecision Decide(RouteInput input)
    {
        var startedAt = clock.GetTimestamp();
        using var span = _source.StartActivity("router.choose");
        return Decide(input, Classify(input), startedAt, span);
    }

    /// <summary>Done at once unless a tier is asked. The time of a decision does not hold the time of a tier.</summary>
    public async ValueTask<RouteDecision> DecideAsync(RouteInput input, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        using var span = _source.StartActivity("router.choose");
        var classification = Classify(input);
        if (tiers is not null && tiers.Concern(input, classification))
        {
            var askedAt = clock.GetTimestamp();
            classification = await tiers.AskAsync(input, classification, cancellationToken);
            startedAt += clock.GetTimestamp() - askedAt;
        }

        return Decide(input, classification, startedAt, span);
    }

    private RouteDecision Decide(
        RouteInput input,
        Classification.Classification classification,
        long startedAt,
        Activity? span
    )
    {
        var current = rules.Current;
        var verdict = current.Verdict(input, classification);
        rulesMetrics.Record(verdict);
        var asked = Needs.Of(input, classification, options.Value.AnswerReserveTokens, _roles, verdict);
        var (request, result, plan) = choice.Choose(input, asked);
        var decision = new RouteDecision(ids.NextText(), classification, request, result) { Plan = plan };
        metrics.Record(decision, clock.GetElapsedTime(startedAt));
        DecisionTrace.Describe(span, decision, current.Version);
        return decision;
    }

    private Classification.Classification Classify(RouteInput input) =>
        TaskClassifier.Classify(
            new ClassificationRequest(input.Turns, input.ToolCount, input.ImageCount, input.WantsJson),
            options.Value.ClassifiedChars
        );
}
