using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Profiler.Planning.Demand;

/// <summary>What is stored of a model's demand, as text of some kilobytes.</summary>
internal static class DemandJson
{
    public static string Write(ModelDemand demand) =>
        JsonSerializer.Serialize(demand, DemandJsonContext.Default.ModelDemand);

    /// <returns>Null for a text that is none of ours: then the model is learned anew.</returns>
    public static ModelDemand? Read(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, DemandJsonContext.Default.ModelDemand);
            return read?.IsSound() == true ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(ModelDemand))]
internal sealed partial class DemandJsonContext : JsonSerializerContext;
