using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Grpc;

/// <summary>A model of the view as a message.</summary>
internal static class ModelMapping
{
    public static ModelProfile ToMessage(ModelState model)
    {
        var message = new ModelProfile
        {
            Name = model.Facts.Name,
            Digest = model.Facts.Digest,
            Family = model.Facts.Family,
            ParametersBillion = model.ParametersBillion,
            Quantization = model.Facts.Quantization,
            ContextTokens = model.Facts.ContextTokens,
            Licence = model.Facts.Licence,
            Settings = ToMessage(model.Settings),
            VramRequiredBytes = model.VramRequiredBytes,
            FirstSeenAt = model.FirstSeenAt.ToTimestamp(),
            UpdatedAt = model.UpdatedAt.ToTimestamp(),
            SizeBytes = model.Facts.SizeBytes,
            Price = model.Price is { } price
                ? new TokenPrice
                {
                    InputPerMillion = price.InputPerMillion,
                    OutputPerMillion = price.OutputPerMillion,
                    Currency = price.Currency,
                }
                : null,
        };
        message.Capabilities.AddRange(model.Facts.Capabilities);
        message.Replicas.AddRange(model.Replicas);
        message.Skills.AddRange(model.Skills.Select(ToMessage));
        return message;
    }

    public static ModelKey ToKey(ModelId id) => new() { Name = id.Name, Digest = id.Digest };

    private static Contracts.Profiler.V1.ModelSettings ToMessage(Models.ModelSettings settings)
    {
        var message = new Contracts.Profiler.V1.ModelSettings
        {
            Priority = settings.Priority,
            Enabled = settings.Enabled,
            VramRequiredBytes = settings.VramRequiredBytes,
            Pinned = settings.Pinned,
            Revision = settings.Revision,
        };
        message.OptimalFor.AddRange(settings.OptimalFor);
        return message;
    }

    private static Skill ToMessage(ModelSkill skill)
    {
        var message = new Skill
        {
            Task = skill.Task,
            Language = skill.Language,
            Score = skill.Score,
            StandardError = skill.StandardError,
            ProbesRight = skill.ProbesRight,
            Probes = skill.Probes,
            ProbeLow = skill.ProbeLow,
            ProbeHigh = skill.ProbeHigh,
        };
        message.Sources.AddRange(skill.Sources);
        return message;
    }
}
