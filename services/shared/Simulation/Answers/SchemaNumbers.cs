using System.Text.Json;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>Numbers within minimum, maximum, their exclusive forms and multipleOf.</summary>
internal static class SchemaNumbers
{
    private const int DefaultSpan = 100;
    private const decimal StepMin = 0.000001m;

    public static decimal Choose(JsonElement schema, double? wish, SimulationRandom random)
    {
        var isInteger = !schema.TryGetProperty("type", out var type) || type.ToString() != "number";
        var step =
            Read(schema, "multipleOf") is { } multiple and >= StepMin ? multiple
            : isInteger ? 1
            : 0.01m;
        var least = Low(schema, step) ?? (High(schema, step) - (step * DefaultSpan)) ?? 0;
        var most = High(schema, step) ?? least + (step * DefaultSpan);
        var first = Math.Ceiling(least / step) * step;
        var count = (int)Math.Clamp(Math.Floor((most - first) / step) + 1, 1, 1_000_000);
        var wished = wish is { } value && Math.Abs(value) < 1e12 ? (decimal)value : (decimal?)null;
        return wished >= least && wished <= most && wished % step == 0
            ? wished.Value
            : first + (step * random.Below(count));
    }

    public static bool Allows(JsonElement schema, decimal number) =>
        number >= (Low(schema, 0) ?? number) && number <= (High(schema, 0) ?? number);

    /// <param name="share">0 is the least that the schema allows, 1 the most.</param>
    /// <param name="most">The upper limit of a schema that names none; the lower one is 0.</param>
    public static decimal At(JsonElement schema, double share, decimal most)
    {
        var isInteger = schema.TryGetProperty("type", out var type) && type.ToString() == "integer";
        var step =
            Read(schema, "multipleOf") is { } multiple and >= StepMin ? multiple
            : isInteger ? 1
            : 0.01m;
        var low = Math.Ceiling((Low(schema, step) ?? 0) / step) * step;
        var high = Math.Max(low, High(schema, step) ?? Math.Max(low, most));
        return low + (Math.Floor((high - low) * (decimal)Math.Clamp(share, 0, 1) / step) * step);
    }

    private static decimal? Low(JsonElement schema, decimal step) =>
        Read(schema, "minimum") ?? Read(schema, "exclusiveMinimum") + step;

    private static decimal? High(JsonElement schema, decimal step) =>
        Read(schema, "maximum") ?? Read(schema, "exclusiveMaximum") - step;

    // Limits beyond 1e12 are treated as absent: they only say "any number".
    private static decimal? Read(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out var number)
        && Math.Abs(number) <= 1e12m
            ? number
            : null;
}
