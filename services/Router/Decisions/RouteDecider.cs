using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Decisions;

/// <summary>One decision from start to end: what the request is about, what it needs, who gets it.</summary>
internal sealed class RouteDecider(
    RouteChoice choice,
    IOptions<RouterOptions> options,
    RulesView rules,
    RouterMetrics metrics,
    RulesMetrics rulesMetrics,
    IdSource ids,
    TimeProvider clock
)
{
    private static readonly ActivitySource _source = new("Orchestrator.Router");
    private readonly RoleMap _roles = new(options.Value.Roles);

    public RouteDecision Decide(RouteInput input)
    {
        var startedAt = clock.GetTimestamp();
        using var span = _source.StartActivity("router.choose");
        var classification = Classify(input);
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
