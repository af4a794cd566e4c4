using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>The <c>options</c> of a request: unknown keys are ignored, a wrong type is error 500 as in Ollama.</summary>
internal sealed record ModelOptions(
    RunnerOptions Runner,
    long? Seed,
    double? Temperature,
    int NumPredict,
    ImmutableArray<string> Stop,
    WireError? Error
)
{
    private static readonly string[] _integers =
    [
        .. "num_ctx num_batch num_gpu main_gpu num_thread draft_num_predict".Split(' '),
        .. "num_keep seed num_predict top_k repeat_last_n".Split(' '),
    ];

    private static readonly string[] _floats =
        "top_p min_p typical_p temperature repeat_penalty presence_penalty frequency_penalty".Split(' ');

    /// <param name="given">The options of the request over those of the model; null for none.</param>
    public static ModelOptions Read(JsonElement? given, WireErrors errors)
    {
        var options = given is { } element ? new JsonFields(element, "options", errors) : null;
        return new ModelOptions(
            ReadRunner(options),
            Number(options, "seed"),
            Fraction(options, "temperature"),
            Clamped(options, "num_predict") ?? -1,
            [.. Stops(options)],
            options is null ? null : Check(options)
        );
    }

    /// <summary>One object with the members of both; of those that both have, the request's.</summary>
    public static JsonElement? Merge(JsonElement? request, JsonElement? model)
    {
        if (request is not { ValueKind: JsonValueKind.Object } own || model is not { ValueKind: JsonValueKind.Object })
        {
            return request ?? model;
        }

        var merged = JsonObject.Create(model.Value) ?? [];
        foreach (var option in own.EnumerateObject())
        {
            merged[option.Name] = JsonNodeText.ToNode(option.Value);
        }

        return JsonNodeText.ToElement(merged);
    }

    private static RunnerOptions ReadRunner(JsonFields? options)
    {
        var standard = RunnerOptions.Default;
        return new RunnerOptions(
            Clamped(options, "num_ctx"),
            Clamped(options, "num_batch") ?? standard.NumBatch,
            Clamped(options, "num_gpu") ?? standard.NumGpu,
            Clamped(options, "main_gpu") ?? standard.MainGpu,
            Clamped(options, "num_thread") ?? standard.NumThread,
            Clamped(options, "draft_num_predict") ?? standard.DraftNumPredict,
            options?.Any("use_mmap")?.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            }
        );
    }

    private static IEnumerable<string> Stops(JsonFields? options) =>
        options?.Any("stop") is { ValueKind: JsonValueKind.Array } stops
            ? stops
                .EnumerateArray()
                .Where(stop => stop.ValueKind == JsonValueKind.String)
                .Select(stop => options.ReadText(stop, "stop"))
            : [];

    // Fractions are cut off, as Go does when it turns a float into an integer.
    private static long? Number(JsonFields? options, string name) =>
        options?.Any(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number)
            ? (long)number
            : null;

    private static double? Fraction(JsonFields? options, string name) =>
        options?.Any(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number)
            ? number
            : null;

    private static int? Clamped(JsonFields? options, string name) =>
        Number(options, name) is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    private static WireError? Check(JsonFields options) =>
        Wrong(options, _integers, "integer", JsonValueKind.Number)
        ?? Wrong(options, _floats, "float32", JsonValueKind.Number)
        ?? Wrong(options, ["use_mmap"], "boolean", JsonValueKind.True, JsonValueKind.False)
        ?? Wrong(options, ["stop"], "array", JsonValueKind.Array)
        ?? (
            options.Any("stop") is { } stops
            && stops.EnumerateArray().Any(stop => stop.ValueKind != JsonValueKind.String)
                ? WireError.Failed("option \"stop\" must be of type array")
                : null
        );

    private static WireError? Wrong(JsonFields options, string[] names, string type, params JsonValueKind[] kinds)
    {
        var wrong = names.FirstOrDefault(name => options.Any(name) is { } value && !kinds.Contains(value.ValueKind));
        return wrong is null ? null : WireError.Failed($"option \"{wrong}\" must be of type {type}");
    }
}
