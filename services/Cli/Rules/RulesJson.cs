using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Files;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Rules;

namespace Orchestrator.Cli.Rules;

/// <summary>Findings and results for scripts.</summary>
internal static class RulesJson
{
    private static readonly JsonWriterOptions _options = new()
    {
        Indented = true,
        // Korean stays readable; nothing of this ends up in a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Check(FileReading<RuleSet> reading) =>
        Write(json =>
        {
            json.WriteBoolean("good", reading.IsGood);
            json.WriteNumber("rules", reading.Value?.Rules.Count ?? 0);
            json.WriteString("version", reading.Value?.Version ?? "");
            json.WriteStartArray("problems");
            foreach (var problem in reading.Problems)
            {
                json.WriteStartObject();
                json.WriteNumber("line", problem.Line);
                json.WriteString("field", problem.Field);
                json.WriteString("message", problem.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    public static string Test(RuleSet rules, IReadOnlyList<TrialResult> results) =>
        Write(json =>
        {
            json.WriteString("version", rules.Version);
            json.WriteNumber("failed", results.Count(result => result.Misses.Count > 0));
            json.WriteStartArray("requests");
            foreach (var result in results)
            {
                WriteResult(json, result);
            }

            json.WriteEndArray();
        });

    private static void WriteResult(Utf8JsonWriter json, TrialResult result)
    {
        json.WriteStartObject();
        json.WriteString("request", result.Trial.Place);
        json.WriteNumber("probability", Math.Round(result.Classification.Probability, 4));
        json.WriteNumber("difficulty", Math.Round(result.Classification.Difficulty, 4));
        json.WriteString("tier", TierNames.Of(result.Classification.Tier));
        foreach (var (name, of) in TrialResult.Facts)
        {
            WriteStrings(json, name, of(result.Classification, result.Verdict));
        }

        json.WriteBoolean("fallback", result.Verdict.ForceFallsBack);
        json.WriteStartArray("hits");
        foreach (var hit in result.Verdict.Hits)
        {
            json.WriteStartObject();
            json.WriteString("rule", hit.Rule);
            WriteStrings(json, "effects", hit.Effects);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStrings(json, "misses", result.Misses);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
