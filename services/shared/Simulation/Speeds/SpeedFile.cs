using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Simulation.Speeds;

/// <summary>The table as a file.</summary>
internal static class SpeedFile
{
    private const string Resource = "Orchestrator.Simulation.Speeds.speeds.json";

    public static FittedSpeeds ReadEmbedded()
    {
        using var stream =
            typeof(SpeedFile).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        return JsonSerializer.Deserialize(stream, SpeedJson.Default.FittedSpeeds)
            ?? throw new InvalidOperationException($"{Resource} is empty.");
    }

    public static string Write(FittedSpeeds speeds) => JsonSerializer.Serialize(speeds, SpeedJson.Default.FittedSpeeds);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true,
    Converters = [typeof(FiveDigits)]
)]
[JsonSerializable(typeof(FittedSpeeds))]
internal sealed partial class SpeedJson : JsonSerializerContext;

/// <summary>More digits than the measurements have, and few enough to be the same on every machine.</summary>
internal sealed class FiveDigits : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString("G5", CultureInfo.InvariantCulture));
}
