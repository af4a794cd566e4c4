using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Profiler.Planning;

/// <summary>A plan as it is stored.</summary>
internal static class PlanJson
{
    public static string Write(PlacementPlan plan) =>
        JsonSerializer.Serialize(plan, PlanJsonContext.Default.PlacementPlan);

    /// <returns>Null for a text that is none of ours: then planning begins anew.</returns>
    public static PlacementPlan? Read(string json)
    {
        try
        {
            var plan = JsonSerializer.Deserialize(json, PlanJsonContext.Default.PlacementPlan);
            return plan is not null && IsWhole(plan) ? plan : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsWhole(PlacementPlan plan) =>
        !plan.Replicas.IsDefault
        && plan.Replicas.All(placement =>
            placement?.Replica is not null
            && !placement.Models.IsDefault
            && placement.Models.All(model => model?.Model is not null && !model.Reasons.IsDefault)
        );
}

[JsonSerializable(typeof(PlacementPlan))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
