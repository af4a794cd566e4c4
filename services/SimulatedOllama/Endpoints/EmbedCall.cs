using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.SimulatedOllama.Registry;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>A checked request for embeddings, from whichever API.</summary>
internal sealed record EmbedCall(string Name, SimulatedModel Model, ImmutableArray<string> Inputs, ModelOptions Options)
{
    /// <summary>Texts of one request; the next one is an error.</summary>
    private const int InputsMax = 10_000;

    public bool Truncate { get; init; } = true;

    public int? Dimensions { get; init; }

    public TimeSpan? KeepAlive { get; init; }

    public static EmbedCall? Read(JsonFields fields, ModelStore models)
    {
        var name = fields.Text("model");
        var inputs = InputsOf(fields, "invalid input type");
        var truncate = fields.Flag("truncate") ?? true;
        var dimensions = fields.Integer("dimensions");
        var keepAlive = GenerationFields.KeepAliveOf(fields);
        var options = fields.Object("options", "map[string]interface {}") is null ? null : fields.Any("options");
        return Of(fields.Errors, models, name, inputs, options) is { } call
            ? call with
            {
                Truncate = truncate,
                Dimensions = dimensions is > 0 ? dimensions : null,
                KeepAlive = keepAlive,
            }
            : null;
    }

    public static EmbedCall? Of(
        WireErrors errors,
        ModelStore models,
        string name,
        ImmutableArray<string> inputs,
        JsonElement? given
    )
    {
        if (models.Find(name) is not { } stored)
        {
            errors.Add(WireError.NotFound(name));
            return null;
        }

        var options = ModelOptions.Read(ModelOptions.Merge(given, stored.Text.Parameters), errors);
        errors.Add(inputs.Length > InputsMax ? WireError.Bad("simulated limit: too many inputs") : null);
        errors.Add(ModelChecks.Lacking(stored.Model, ModelCapabilities.Embedding) ?? options.Error);
        return new EmbedCall(name, stored.Model, inputs, options);
    }

    public static ImmutableArray<string> InputsOf(JsonFields fields, string error)
    {
        switch (fields.Any("input"))
        {
            case null:
                return [];
            case { ValueKind: JsonValueKind.String } one:
                return fields.ReadText(one, "input") is { Length: > 0 } text ? [text] : [];
            case { ValueKind: JsonValueKind.Array } many
                when many.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                return [.. many.EnumerateArray().Select(item => fields.ReadText(item, "input"))];
            default:
                fields.Errors.Add(WireError.Bad(error));
                return [];
        }
    }

    /// <summary>As the scheduler sees it, without an id.</summary>
    public HostRequest ToHostRequest() => new(0, Model.Name, Options.Runner, KeepAlive, Inputs.IsEmpty);
}
