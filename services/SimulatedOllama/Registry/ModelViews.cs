using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Models as tags and ps list them.</summary>
internal static class ModelViews
{
    public static TagsModel Tag(StoredModel stored, TimeZoneInfo zone) =>
        new(
            stored.Model.Name,
            stored.Model.Name,
            Time(stored.ModifiedAt, zone),
            stored.Model.SizeBytes,
            stored.Model.Digest,
            Details(stored.Model, stored.Parent),
            ModelCapabilityNames.Of(stored.Model.Capabilities)
        );

    public static PsModel Running(RunnerState runner, string parent, DateTimeOffset now, TimeZoneInfo zone) =>
        new(
            runner.Model.Name,
            runner.Model.Name,
            runner.SizeBytes,
            runner.Model.Digest,
            Details(runner.Model, parent),
            Time(runner.ShownExpiry(now), zone),
            runner.VramBytes,
            runner.ContextLength
        );

    public static ModelDetails Details(SimulatedModel model, string parent) =>
        new(
            parent,
            "gguf",
            model.Family,
            [model.Family],
            model.ParameterSize,
            model.Quantization,
            model.ContextLength,
            model.EmbeddingLength
        );

    public static string Time(DateTimeOffset time, TimeZoneInfo zone) =>
        WireTime.Format(TimeZoneInfo.ConvertTime(time, zone));
}
