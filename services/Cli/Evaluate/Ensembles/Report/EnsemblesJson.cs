using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Evaluate.Ensembles.Report;

/// <summary>The same for machines.</summary>
internal static class EnsemblesJson
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static string Of(EnsemblesResult result)
    {
        var json = new JsonObject
        {
            ["simulated"] = result.IsSimulated,
            ["method"] = new JsonArray([.. result.Method.Select(line => JsonValue.Create(line))]),
            ["whole"] = Of(result.Whole),
            ["cells"] = new JsonArray([.. result.Cells.Select(Of)]),
            ["cells_by_verdict"] = Verdicts(result),
            ["router"] = Router(result),
            ["expected_gains"] = Gains(result),
        };
        return json.ToJsonString(_indented) + "\n";
    }

    private static JsonObject Of(CellFigures cell)
    {
        var rows = new JsonObject();
        foreach (var (name, row) in cell.Rows)
        {
            rows[name] = new JsonObject
            {
                ["accuracy"] = Of(row.Score),
                ["calls"] = Number(row.Calls),
                ["tokens"] = Number(row.Tokens),
                ["gpu_seconds"] = Number(row.GpuSeconds),
                ["load_seconds"] = Number(row.LoadSeconds),
            };
        }

        var differences = new JsonArray([.. cell.Differences.Select(pair => Of(pair.Key, pair.Value))]);
        return new JsonObject
        {
            ["name"] = cell.Name,
            ["questions"] = cell.Questions,
            ["rows"] = rows,
            ["differences"] = differences,
            ["calls_saved_by_early_stop"] = Number(cell.CallsSaved),
            ["router_expected_gain"] = Number(cell.ExpectedGain),
            ["router_several_share"] = Number(cell.SeveralShare),
        };
    }

    private static JsonObject Of(RowPair pair, Interval difference) =>
        new()
        {
            ["row"] = pair.Row,
            ["against"] = pair.Against,
            ["difference"] = Of(difference),
            ["verdict"] = NameOf(IntervalVerdict.Of(difference)),
        };

    private static JsonArray Verdicts(EnsemblesResult result) =>
        new([
            .. result.Whole.Differences.Keys.Select(pair => new JsonObject
            {
                ["row"] = pair.Row,
                ["against"] = pair.Against,
                ["better"] = result.Count(pair, Verdict.Better),
                ["undecided"] = result.Count(pair, Verdict.Undecided),
                ["worse"] = result.Count(pair, Verdict.Worse),
            }),
        ]);

    private static JsonArray Router(EnsemblesResult result) =>
        new([
            .. Enum.GetValues<Verdict>()
                .Select(verdict => (verdict, Table: RouterTable.Of(result, verdict)))
                .Select(row => new JsonObject
                {
                    ["ensemble_is"] = NameOf(row.verdict),
                    ["cells"] = row.Table.Cells,
                    ["several_share"] = Number(row.Table.SeveralShare),
                    ["auto_gain"] = Number(row.Table.AutoGain),
                }),
        ]);

    private static JsonArray Gains(EnsemblesResult result) =>
        new([
            .. result.Gains.Select(bin => new JsonObject
            {
                ["from"] = Number(bin.From),
                ["to"] = Number(bin.To),
                ["questions"] = bin.Questions,
                ["expected"] = Number(bin.Expected),
                ["measured"] = Number(bin.Measured),
                ["several_share"] = Number(bin.Chosen),
            }),
        ]);

    private static string NameOf(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static JsonObject Of(Interval interval) =>
        new()
        {
            ["value"] = Number(interval.Value),
            ["low"] = Number(interval.Low),
            ["high"] = Number(interval.High),
        };

    // JSON knows neither "not a number" nor infinity.
    private static JsonValue? Number(double number) => double.IsFinite(number) ? JsonValue.Create(number) : null;
}
