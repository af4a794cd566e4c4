using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Native;

/// <summary>A decision with its numbers and its words. A refusal is a decision too. docs/api.md describes the fields.</summary>
internal static class RouteDecisionJson
{
    public static void Write(Utf8JsonWriter json, RouteResponse decision)
    {
        json.WriteStartObject();
        json.WriteString("decision_id", decision.DecisionId);
        WriteStrategy(json, decision);
        json.WriteNumber("propensity", decision.Propensity);
        json.WriteNumber("prompt_tokens", decision.PromptTokens);
        json.WriteNumber("output_tokens", decision.OutputTokens);
        WriteExplanation(json, decision.Explanation ?? decision.Refusal?.Explanation);
        RouteClassificationJson.Write(json, decision.Classification ?? new Classification());
        WriteList(json, "rules", decision.Rules, WriteRule);
        json.WriteString("priority", Priority(decision.Priority));
        WriteList(json, "choices", decision.Choices, RouteCandidateJson.Write);
        WriteList(json, "candidates", decision.Candidates, RouteCandidateJson.Write);
        WriteList(json, "exclusions", decision.Exclusions, WriteExclusion);
        WriteHedge(json, decision);
        WriteRefusal(json, decision.Refusal);
        json.WriteEndObject();
    }

    public static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values) =>
        WriteList(json, name, values, static (json, value) => json.WriteStringValue(value));

    public static void WriteList<T>(
        Utf8JsonWriter json,
        string name,
        IEnumerable<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteStrategy(Utf8JsonWriter json, RouteResponse decision)
    {
        json.WriteString("strategy", decision.Strategy);
        WriteStrings(json, "strategy_reasons", decision.StrategyReasons);
        json.WriteBoolean("parallel", decision.Parallel);
        WriteStrings(json, "models", decision.Models);
    }

    private static void WriteExplanation(Utf8JsonWriter json, Explanation? explanation)
    {
        json.WriteStartObject("explanation");
        json.WriteString("en", explanation?.English ?? "");
        json.WriteString("ko", explanation?.Korean ?? "");
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, RuleHit hit)
    {
        json.WriteStartObject();
        json.WriteString("rule", hit.Rule);
        WriteStrings(json, "effects", hit.Effects);
        json.WriteEndObject();
    }

    private static void WriteExclusion(Utf8JsonWriter json, Exclusion exclusion)
    {
        json.WriteStartObject();
        json.WriteString("model", exclusion.Model);
        json.WriteString("replica", exclusion.Replica);
        json.WriteString("reason", exclusion.Reason);
        json.WriteEndObject();
    }

    private static void WriteHedge(Utf8JsonWriter json, RouteResponse decision)
    {
        if (decision.HedgeAfter is null)
        {
            json.WriteNull("hedge");
            return;
        }

        json.WriteStartObject("hedge");
        json.WriteNumber("after_seconds", Seconds(decision.HedgeAfter));
        json.WriteNumber("choice", decision.HedgeChoice);
        json.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter json, Refusal? refusal)
    {
        if (refusal is null)
        {
            json.WriteNull("refusal");
            return;
        }

        json.WriteStartObject("refusal");
        json.WriteString("reason", Reason(refusal.Reason));
        if (refusal.RetryAfter is { } wait)
        {
            json.WriteNumber("retry_after_seconds", Seconds(wait));
        }

        json.WriteEndObject();
    }

    private static double Seconds(Duration duration) => duration.ToTimeSpan().TotalSeconds;

    private static string? Priority(RequestPriority priority) =>
        priority switch
        {
            RequestPriority.Interactive => "interactive",
            RequestPriority.Normal => "normal",
            RequestPriority.Batch => "batch",
            _ => null,
        };

    private static string Reason(RefusalReason reason) =>
        reason switch
        {
            RefusalReason.UnknownModel => "unknown_model",
            RefusalReason.AllBusy => "all_busy",
            RefusalReason.OwnerChanging => "owner_changing",
            RefusalReason.NotCapable => "not_capable",
            _ => "no_replica",
        };
}
