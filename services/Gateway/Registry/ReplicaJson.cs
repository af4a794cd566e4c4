using System.Text.Json;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Registry;

/// <summary>A replica as JSON. Pure.</summary>
internal static class ReplicaJson
{
    public static void Write(Utf8JsonWriter json, ReplicaEntry replica)
    {
        json.WriteString("name", replica.Name);
        json.WriteString("url", replica.Url);
        json.WriteString("kind", replica.Kind);
        json.WriteString("source", replica.Source);
        json.WriteString("worker", replica.Worker);
        json.WriteString("health", HealthName(replica.Health));
        WriteReason(json, replica.HealthReason);
        json.WriteString("version", replica.Version);
        json.WriteBoolean("simulated", replica.Simulated);
        json.WriteNumber("slots", replica.Slots);
        json.WriteBoolean("slots_inferred", replica.SlotsInferred);
        json.WriteString("gpu", replica.Gpu);
        json.WriteNumber("vram_bytes", replica.VramBytes);
        json.WriteNumber("models", replica.Models);
        json.WriteObjects("loaded", replica.Loaded, WriteLoaded);
        json.WriteBoolean("drain_requested", replica.DrainRequested);
        json.WriteNumber("price_per_gpu_second", replica.PricePerGpuSecond);
        json.WriteString("currency", replica.Currency);
        json.WriteTexts("planned_models", replica.PlannedModels);
    }

    private static string HealthName(Health health) =>
        health switch
        {
            Health.Healthy => "healthy",
            Health.Degraded => "degraded",
            Health.Busy => "busy",
            Health.Draining => "draining",
            _ => "unreachable",
        };

    private static void WriteReason(Utf8JsonWriter json, HealthReason? reason)
    {
        if (reason is null)
        {
            json.WriteNull("health_reason");
            return;
        }

        json.WriteStartObject("health_reason");
        json.WriteString("code", reason.Code);
        json.WriteString("detail", reason.Detail);
        json.WriteEndObject();
    }

    private static void WriteLoaded(Utf8JsonWriter json, LoadedModel model)
    {
        json.WriteString("name", model.Name);
        json.WriteNumber("total_bytes", model.TotalBytes);
        json.WriteNumber("vram_bytes", model.VramBytes);
        json.WriteNumber("context_tokens", model.ContextTokens);
        json.WriteTime("expires_at", model.ExpiresAt);
    }
}
