using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Persistence;

/// <summary>What is stored as text: measures, and what replicas say of a model.</summary>
internal static class MeasureJson
{
    // What is not known takes no room: most rows have few of the figures.
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static string? Write(Measure? measure) =>
        measure is null ? null : JsonSerializer.Serialize(measure, _options);

    public static string Write(KnownModel facts) => JsonSerializer.Serialize(facts, _options);

    /// <returns>Null for none, and for what another version has written and this one cannot read.</returns>
    public static Measure? ReadMeasure(string? json) => Read<Measure>(json);

    public static KnownModel? ReadFacts(string json) =>
        Read<KnownModel>(json) is { } facts && facts.Name is not null && facts.Digest is not null
            ? new KnownModel(
                facts.Name,
                facts.Digest,
                facts.SizeBytes,
                facts.Family ?? "",
                facts.ParameterSize ?? "",
                facts.Quantization ?? "",
                facts.ContextTokens,
                facts.Capabilities.IsDefault ? [] : facts.Capabilities
            )
            : null;

    private static T? Read<T>(string? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, _options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
