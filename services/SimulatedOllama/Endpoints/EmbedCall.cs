using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>A checked embed request.</summary>
internal sealed record EmbedCall(
    string Name,
    SimulatedModel Model,
    ImmutableArray<string> Inputs,
    bool Truncate,
    int? Dimensions,
    TimeSpan? KeepAlive,
    ModelOptions Options
)
{
    public static EmbedCall? Read(JsonFields fields, HostDriver host)
    {
        var name = fields.Text("model");
        var inputs = InputsOf(fields);
        var truncate = fields.Flag("truncate") ?? true;
        var dimensions = fields.Integer("dimensions");
        var keepAlive = GenerationFields.KeepAliveOf(fields);
        var options = ModelOptions.Read(fields);
        if (host.Find(name) is not { } model)
        {
            fields.Errors.Add(WireError.NotFound(name));
            return null;
        }

        var lacks = ModelChecks.Lacking(model, ModelCapabilities.Embedding);
        fields.Errors.Add(lacks ?? options.Error);
        return new EmbedCall(name, model, inputs, truncate, dimensions is > 0 ? dimensions : null, keepAlive, options);
    }

    private static ImmutableArray<string> InputsOf(JsonFields fields)
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
                fields.Errors.Add(WireError.Bad("invalid input type"));
                return [];
        }
    }
}
