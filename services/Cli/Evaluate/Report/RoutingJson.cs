using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Evaluate.Report;

/// <summary>The same for machines.</summary>
internal static class RoutingJson
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static string NameOf(Metric metric) =>
        metric switch
        {
            Metric.Quarter => "score_at_quarter",
            Metric.Half => "score_at_half",
            Metric.ThreeQuarters => "score_at_three_quarters",
            Metric.Area => "score_over_budgets",
            _ => metric.ToString().ToLowerInvariant(),
        };

    public static string Of(RoutingResult result)
    {
        var set = result.Set;
        var json = new JsonObject
        {
            ["prompts"] = set.Rows,
            ["domains"] = set.Domains.Length,
            ["method"] = result.Method,
            ["notes"] = new JsonArray([.. result.Notes.Select(note => JsonValue.Create(note))]),
            ["costs_in_dollars"] = set.HasDollars,
            ["strong"] = result.Strong,
            ["weak"] = result.Weak,
            ["models"] = Models(result),
            ["routers"] = Routers(result.Sheet),
            ["differences"] = Differences(result.Sheet),
            ["curves"] = Curves(result),
        };
        return json.ToJsonString(_indented) + "\n";
    }

    private static JsonObject Models(RoutingResult result)
    {
        var models = new JsonObject();
        for (var model = 0; model < result.Set.Models.Length; model++)
        {
            models[result.Set.Models[model]] = new JsonObject
            {
                ["score"] = result.Set.MeanScore(model),
                ["cost"] = result.Set.MeanCost(model),
            };
        }

        return models;
    }

    private static JsonObject Routers(FigureSheet sheet)
    {
        var routers = new JsonObject();
        foreach (var name in sheet.Names)
        {
            var row = new JsonObject();
            foreach (var metric in Metrics.All)
            {
                row[NameOf(metric)] = Of(sheet.Of(name, metric));
            }

            routers[name] = row;
        }

        return routers;
    }

    private static JsonArray Differences(FigureSheet sheet) =>
        new([
            .. sheet.Comparisons.Select(comparison => new JsonObject
            {
                ["router"] = comparison.Row,
                ["against"] = comparison.Against,
                ["figure"] = NameOf(comparison.Metric),
                ["difference"] = Of(comparison.Difference),
                ["verdict"] = Verdicts.Of(comparison),
            }),
        ]);

    private static JsonObject Curves(RoutingResult result)
    {
        var curves = new JsonObject();
        foreach (var (name, points) in result.Curves)
        {
            curves[name] = new JsonArray([.. points.Select(point => new JsonArray(point.Cost, point.Score))]);
        }

        return curves;
    }

    // What does not apply is null: JSON knows no "not a number".
    private static JsonObject? Of(Interval interval) =>
        interval.IsKnown
            ? new JsonObject
            {
                ["value"] = interval.Value,
                ["low"] = interval.Low,
                ["high"] = interval.High,
            }
            : null;
}
