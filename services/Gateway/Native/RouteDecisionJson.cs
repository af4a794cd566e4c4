using System.Text.Json;
using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Native;

/// <summary>A decision with its numbers and its words. A refusal is a decision too.</summary>
internal static class RouteDecisionJson
{
    public static void Write(Utf8JsonWriter json, RouteResponse decision)
    {
        json.WriteStartObject();
        json.WriteString("decision_id", decision.DecisionId);
        json.WriteString("strategy", decision.Strategy);
        WriteStrings(json, "models", decision.Models);
        json.WriteNumber("propensity", decision.Propensity);
        WriteExplanation(json, decision.Explanation ?? decision.Refusal?.Explanation);
        WriteClassification(json, decision.Classification ?? new Classification());
        json.WriteStartArray("choices");
        foreach (var choice in decision.Choices)
        {
            WriteChoice(json, choice);
        }

        json.WriteEndArray();
        json.WriteStartArray("exclusions");
        foreach (var exclusion in decision.Exclusions)
        {
            json.WriteStartObject();
            json.WriteString("model", exclusion.Model);
            json.WriteString("replica", exclusion.Replica);
            json.WriteString("reason", exclusion.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteRefusal(json, decision.Refusal);
        json.WriteEndObject();
    }

    private static void WriteExplanation(Utf8JsonWriter json, Explanation? explanation)
    {
        json.WriteStartObject("explanation");
        json.WriteString("en", explanation?.English ?? "");
        json.WriteString("ko", explanation?.Korean ?? "");
        json.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter json, Classification classification)
    {
        json.WriteStartObject("classification");
        json.WriteString("task", classification.Task);
        json.WriteString("language", classification.Language);
        json.WriteNumber("probability", classification.Probability);
        json.WriteString("tier", classification.Tier);
        WriteStrings(json, "evidence", classification.Evidence);
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, Choice choice)
    {
        json.WriteStartObject();
        json.WriteString("model", choice.Model);
        json.WriteString("replica", choice.Replica);
        json.WriteString("worker", choice.Worker);
        json.WriteBoolean("resident", choice.Resident);
        json.WriteNumber("load", choice.Load);
        json.WriteBoolean("simulated", choice.Simulated);
        WriteStrings(json, "reasons", choice.Reasons);
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
            json.WriteNumber("retry_after_seconds", wait.ToTimeSpan().TotalSeconds);
        }

        json.WriteEndObject();
    }

    private static string Reason(RefusalReason reason) =>
        reason switch
        {
            RefusalReason.UnknownModel => "unknown_model",
            RefusalReason.AllBusy => "all_busy",
            RefusalReason.OwnerChanging => "owner_changing",
            RefusalReason.NotCapable => "not_capable",
            _ => "no_replica",
        };

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
