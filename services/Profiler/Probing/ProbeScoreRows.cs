using System.Text.Json;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Probing;

/// <summary>Scores as they are stored.</summary>
internal static class ProbeScoreRows
{
    public static ProbeScoreRow ToRow(ProbeScore score, string model) =>
        new()
        {
            Digest = score.Digest,
            Task = score.Task,
            Language = score.Language,
            Model = model,
            Asked = score.Total,
            Right = score.Correct,
            QuestionSet = score.Version,
            AskedAtUnixMs = score.At.ToUnixTimeMilliseconds(),
            Details = JsonSerializer.Serialize(new Details(score.GuessRate, score.IsSimulated)),
        };

    public static ProbeScore ToScore(ProbeScoreRow row)
    {
        var details = Read(row.Details);
        return new ProbeScore(
            row.Digest,
            row.Task,
            row.Language,
            row.QuestionSet,
            row.Right,
            row.Asked,
            details.GuessRate,
            details.IsSimulated,
            DateTimeOffset.FromUnixTimeMilliseconds(row.AskedAtUnixMs)
        );
    }

    // Written by another version, perhaps: then nothing is taken out for guesses.
    private static Details Read(string json)
    {
        try
        {
            var details = json.Length > 0 ? JsonSerializer.Deserialize<Details>(json) : null;
            return details is { GuessRate: >= 0 and < 1 } ? details : new Details(0, IsSimulated: false);
        }
        catch (JsonException)
        {
            return new Details(0, IsSimulated: false);
        }
    }

    private sealed record Details(double GuessRate, bool IsSimulated);
}
