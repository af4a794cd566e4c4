using System.Text.Json;
using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.Gateway.Registry;

/// <summary>Profiles of models as JSON. Pure.</summary>
internal static class ModelJson
{
    public static void WriteList(Utf8JsonWriter json, IEnumerable<ModelProfile> models)
    {
        json.WriteStartObject();
        json.WriteObjects("models", models, WriteProfile);
        json.WriteEndObject();
    }

    public static void WriteOne(
        Utf8JsonWriter json,
        string name,
        IReadOnlyCollection<ModelProfile> profiles,
        IEnumerable<ReplicaSpeed> speeds,
        IEnumerable<ProfileEdit> edits
    )
    {
        json.WriteStartObject();
        json.WriteString("name", profiles.FirstOrDefault()?.Name ?? name);
        json.WriteObjects("profiles", profiles, WriteProfile);
        json.WriteObjects("speeds", speeds, SpeedJson.Write);
        json.WriteObjects("edits", edits, WriteEdit);
        json.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter json, ModelProfile model)
    {
        json.WriteString("name", model.Name);
        json.WriteString("digest", model.Digest);
        json.WriteString("family", model.Family);
        json.WriteNumber("parameters_billion", model.ParametersBillion);
        json.WriteString("quantization", model.Quantization);
        json.WriteNumber("context_tokens", model.ContextTokens);
        json.WriteNumber("size_bytes", model.SizeBytes);
        json.WriteNumber("vram_required", model.VramRequiredBytes);
        json.WriteString("licence", model.Licence);
        json.WriteTexts("capabilities", model.Capabilities);
        json.WriteTexts("replicas", model.Replicas);
        json.WriteObjects("skills", model.Skills, WriteSkill);
        WriteSettings(json, model.Settings ?? new ModelSettings());
        WritePrice(json, model.Price);
        json.WriteTime("first_seen_at", model.FirstSeenAt);
        json.WriteTime("updated_at", model.UpdatedAt);
    }

    private static void WriteSkill(Utf8JsonWriter json, Skill skill)
    {
        json.WriteString("task", skill.Task);
        json.WriteString("language", skill.Language);
        json.WriteNumber("score", skill.Score);
        json.WriteNumber("standard_error", skill.StandardError);
        json.WriteNumber("probes", skill.Probes);
        json.WriteNumber("probes_right", skill.ProbesRight);
        json.WriteNumber("probe_low", skill.ProbeLow);
        json.WriteNumber("probe_high", skill.ProbeHigh);
        json.WriteTexts("sources", skill.Sources);
    }

    private static void WriteSettings(Utf8JsonWriter json, ModelSettings settings)
    {
        json.WriteStartObject("settings");
        json.WriteTexts("optimal_for", settings.OptimalFor);
        json.WriteNumber("priority", settings.Priority);
        json.WriteBoolean("enabled", settings.Enabled);
        json.WriteNumber("vram_required", settings.VramRequiredBytes);
        json.WriteBoolean("pinned", settings.Pinned);
        json.WriteNumber("revision", settings.Revision);
        json.WriteEndObject();
    }

    private static void WritePrice(Utf8JsonWriter json, TokenPrice? price)
    {
        if (price is null)
        {
            json.WriteNull("price");
            return;
        }

        json.WriteStartObject("price");
        json.WriteNumber("input_per_million", price.InputPerMillion);
        json.WriteNumber("output_per_million", price.OutputPerMillion);
        json.WriteString("currency", price.Currency);
        json.WriteEndObject();
    }

    private static void WriteEdit(Utf8JsonWriter json, ProfileEdit edit)
    {
        json.WriteTime("at", edit.At);
        json.WriteString("actor", edit.Actor);
        json.WriteString("field", edit.Field);
        json.WriteString("before", edit.Before);
        json.WriteString("after", edit.After);
    }
}
