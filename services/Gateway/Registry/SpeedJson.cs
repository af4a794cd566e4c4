using System.Text.Json;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Registry;

/// <summary>How fast a model is on a replica, as JSON. Pure.</summary>
internal static class SpeedJson
{
    public static void Write(Utf8JsonWriter json, ReplicaSpeed speed)
    {
        json.WriteString("replica", speed.Replica);
        json.WriteString("digest", speed.Digest);
        Write(json, "prefill_tokens_per_second", speed.PrefillTokensPerSecond);
        Write(json, "decode_tokens_per_second", speed.DecodeTokensPerSecond);
        Write(json, "load_seconds", speed.LoadSeconds);
        json.WriteNumber("vram_bytes", speed.VramBytes);
        json.WriteNumber("slots", speed.Slots);
        json.WriteObjects("decode_at_concurrency", speed.DecodeAtConcurrency, WriteFigures);
        json.WriteStartObject("tokens_per_char");
        foreach (var (language, estimate) in speed.TokensPerChar.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            Write(json, language, estimate);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Estimate? estimate)
    {
        if (estimate is not { Value: > 0 })
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        WriteFigures(json, estimate);
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteNumber("value", estimate.Value);
        json.WriteNumber("p10", estimate.P10);
        json.WriteNumber("p90", estimate.P90);
        json.WriteNumber("weight", estimate.Weight);
    }
}
