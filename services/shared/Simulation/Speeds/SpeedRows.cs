using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;

namespace Orchestrator.Simulation.Speeds;

/// <summary>Reads measurements and leaves out those that say nothing about one GPU running one request.</summary>
internal static partial class SpeedRows
{
    /// <summary>Faster prompts than this came from a cache.</summary>
    private const double PromptSpeedMax = 30_000;

    /// <summary>Shorter prompts do not fill a batch; longer ones are slowed by attention.</summary>
    private const double PromptTokensMin = 256;
    private const double PromptTokensMax = 8192;

    /// <summary>A model that takes more of the memory has had layers on the CPU.</summary>
    private const double VramShareMax = 0.85;

    /// <summary>Who reads weights faster than the memory can did not read them all.</summary>
    private const double BandwidthShareMax = 1.05;

    public static IReadOnlyList<SpeedRow> Read(Stream text)
    {
        using var csv = CsvReader.Create(text);
        var rows = new List<SpeedRow>();
        while (csv.Read())
        {
            if (Row(csv.GetString) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static SpeedRow? Row(Func<string, string> field)
    {
        var (model, notes) = (field("model"), field("notes"));
        if (
            Unusable().IsMatch(model + " " + notes)
            || field("gpu_count") is not ("" or "1")
            || FactsOf(field) is not { } gpu
        )
        {
            return null;
        }

        var bits = BitsPerWeight.Of(field("quant"), model);
        var size = ModelSize.Of(model, Number(field("params_b")), Number(field("active_b")));
        var bytes = size?.All * bits / 8;
        if (size is null || bytes is null || (gpu.Gib > 0 && bytes > gpu.Gib * VramShareMax * (1L << 30)))
        {
            return null;
        }

        var tokens = Number(field("prompt_tokens"));
        var row = new SpeedRow(
            gpu,
            SourceOf(field("source")),
            size.Value.All,
            size.Value.Active,
            bytes.Value,
            null,
            null,
            Number(field("load_s"))
        );
        return row with
        {
            PromptTokensPerSecond = Prompt(Number(field("prompt_tps")), tokens, ColdSeconds(notes)),
            AnswerTokensPerSecond = Answer(row, Number(field("gen_tps")), tokens),
        };
    }

    // Rows that name no machine but only a processor were measured on that processor.
    private static GpuFacts? FactsOf(Func<string, string> field)
    {
        var (hardware, notes) = (field("hardware"), field("notes"));
        var isCpu = hardware.Length == 0 && notes.Contains("cpu=", StringComparison.Ordinal);
        return isCpu && !notes.Contains("Radeon", StringComparison.Ordinal) ? GpuFacts.Of(SpeedTable.Cpu)
            : hardware.Contains("Pi ", StringComparison.Ordinal) ? null
            : GpuFacts.Of(hardware);
    }

    private static double? Prompt(double? speed, double? tokens, double? coldSeconds)
    {
        // Where each prompt was sent several times, only the first one was not in the cache.
        speed =
            coldSeconds is null ? speed
            : coldSeconds > 0 ? tokens / coldSeconds
            : null;
        return speed is > 0 and <= PromptSpeedMax && tokens is null or (>= PromptTokensMin and <= PromptTokensMax)
            ? speed
            : null;
    }

    private static double? Answer(SpeedRow row, double? speed, double? promptTokens) =>
        speed > 0
        && promptTokens is null or <= PromptTokensMax
        && speed * row.ActiveBytes <= row.Gpu.GigabytesPerSecond * 1e9 * BandwidthShareMax
            ? speed
            : null;

    private static double? ColdSeconds(string notes) =>
        Cold().Match(notes) is { Success: true } match ? Number(match.Groups["ms"].Value) / 1000 : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The repository or page, without the file in it.</summary>
    private static string SourceOf(string source) => source.Split(' ')[0];

    [GeneratedRegex(
        "OOM|does not fit|spec-|mtp|AGGREGATE|reuse|batch=(2|4|8|24|64|128) |GPU/CPU",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Unusable();

    [GeneratedRegex(@"cold_ttft_ms=(?<ms>\d+(\.\d+)?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cold();
}
