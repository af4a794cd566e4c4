using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Models as tags, ps and show describe them.</summary>
internal static class ModelViews
{
    public static TagsModel Tag(SimulatedModel model, TimeZoneInfo zone) =>
        new(
            model.Name,
            model.Name,
            ModifiedAt(model, zone),
            model.SizeBytes,
            model.Digest,
            Details(model),
            ModelCapabilityNames.Of(model.Capabilities)
        );

    public static PsModel Running(RunnerState runner, DateTimeOffset now, TimeZoneInfo zone) =>
        new(
            runner.Model.Name,
            runner.Model.Name,
            runner.SizeBytes,
            runner.Model.Digest,
            Details(runner.Model),
            WireTime.Format(TimeZoneInfo.ConvertTime(runner.ShownExpiry(now), zone)),
            runner.VramBytes,
            runner.ContextLength
        );

    public static ShowResponse Show(SimulatedModel model, TimeZoneInfo zone) =>
        new(
            "Simulated: no weights, no licence.",
            $"# Simulated, no model behind it\nFROM {model.Name}\n",
            "{{ .Prompt }}",
            Details(model),
            Info(model),
            ModelCapabilityNames.Of(model.Capabilities),
            ModifiedAt(model, zone)
        );

    private static ModelDetails Details(SimulatedModel model) =>
        new(
            "",
            "gguf",
            model.Family,
            [model.Family],
            model.ParameterSize,
            model.Quantization,
            model.ContextLength,
            model.EmbeddingLength
        );

    private static JsonObject Info(SimulatedModel model) =>
        new()
        {
            ["general.architecture"] = model.Family,
            ["general.parameter_count"] = model.ParameterCount,
            [$"{model.Family}.attention.head_count"] = model.HeadCount,
            [$"{model.Family}.attention.head_count_kv"] = model.HeadCountKv,
            [$"{model.Family}.block_count"] = model.BlockCount,
            [$"{model.Family}.context_length"] = model.ContextLength,
            [$"{model.Family}.embedding_length"] = model.EmbeddingLength,
        };

    // Some day of 2025, the same on every replica, as the digest is.
    private static string ModifiedAt(SimulatedModel model, TimeZoneInfo zone)
    {
        var number = long.Parse(model.Digest[..12], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var time = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(
            number % (TimeSpan.TicksPerDay * 365)
        );
        return WireTime.Format(TimeZoneInfo.ConvertTime(time, zone));
    }
}
