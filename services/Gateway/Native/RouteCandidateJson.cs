using System.Text.Json;
using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Native;

/// <summary>Models on replicas, with the numbers that decided.</summary>
internal static class RouteCandidateJson
{
    /// <summary>Where it would be asked.</summary>
    public static void Write(Utf8JsonWriter json, Choice choice)
    {
        json.WriteStartObject();
        json.WriteString("model", choice.Model);
        json.WriteString("replica", choice.Replica);
        json.WriteString("worker", choice.Worker);
        json.WriteBoolean("resident", choice.Resident);
        json.WriteNumber("load", choice.Load);
        json.WriteBoolean("simulated", choice.Simulated);
        RouteDecisionJson.WriteStrings(json, "reasons", choice.Reasons);
        WriteEstimate(json, choice.Estimate);
        json.WriteEndObject();
    }

    /// <summary>What was weighed.</summary>
    public static void Write(Utf8JsonWriter json, Candidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("model", candidate.Model);
        json.WriteString("replica", candidate.Replica);
        json.WriteNumber("propensity", candidate.Propensity);
        RouteDecisionJson.WriteStrings(json, "reasons", candidate.Reasons);
        WriteEstimate(json, candidate.Estimate);
        json.WriteEndObject();
    }

    private static void WriteEstimate(Utf8JsonWriter json, Estimate? estimate)
    {
        if (estimate is null)
        {
            json.WriteNull("estimate");
            return;
        }

        json.WriteStartObject("estimate");
        WriteFigure(json, "quality", estimate.Quality);
        WriteFigure(json, "quality_error", estimate.QualityError);
        json.WriteString("quality_source", estimate.QualitySource);
        WriteFigure(json, "wait_seconds", estimate.WaitSeconds);
        WriteFigure(json, "load_seconds", estimate.LoadSeconds);
        WriteFigure(json, "displaced_seconds", estimate.DisplacedSeconds);
        WriteFigure(json, "prefill_seconds", estimate.PrefillSeconds);
        WriteFigure(json, "decode_seconds", estimate.DecodeSeconds);
        json.WriteNumber("cached_tokens", estimate.CachedTokens);
        WriteFigure(json, "cost", estimate.Cost);
        json.WriteString("currency", estimate.Currency);
        WriteFigure(json, "value", estimate.Value);
        json.WriteEndObject();
    }

    // JSON has no words for what is not a number.
    private static void WriteFigure(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
