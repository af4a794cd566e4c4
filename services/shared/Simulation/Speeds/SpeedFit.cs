namespace Orchestrator.Simulation.Speeds;

/// <summary>
/// Fits the table of speeds. The roofline view of a language model: an answer token reads all active weights once, so
/// that its time is bytes over bandwidth and a fixed overhead; a prompt token computes with all active parameters.
/// (Williams, Waterman, Patterson: Roofline, CACM 52(4), 2009; Pope et al.: Efficiently Scaling Transformer Inference,
/// 2022.)
/// </summary>
internal static class SpeedFit
{
    private const string Note =
        "Fitted from public measurements, see the sources of each GPU; made by SpeedFit and compared by its test. "
        + "Seconds per token are units over unitsPerSecond, plus overheadSeconds; units are active parameters (prefill) "
        + "or active bytes of weights (decode), times the mixture factor for mixtures of experts.";

    /// <summary>Assumed: models of 3 GB were measured to load in 2 s.</summary>
    private const double StartSeconds = 1;

    public static FittedSpeeds Fit(IReadOnlyList<SpeedRow> rows)
    {
        var prefill = new QuantityFit(
            [.. rows.Where(row => row.PromptTokensPerSecond is not null).Select(SpeedPoint.OfPrompt)],
            gpu => gpu.Teraflops * 1e12
        );
        var decode = new QuantityFit(
            [.. rows.Where(row => row.AnswerTokensPerSecond is not null).Select(SpeedPoint.OfAnswer)],
            gpu => gpu.GigabytesPerSecond * 1e9
        );
        return new FittedSpeeds(
            Note,
            prefill.MixtureFactor,
            decode.MixtureFactor,
            LoadFit(rows),
            [
                .. GpuFacts
                    .All.OrderBy(gpu => gpu.Name, StringComparer.Ordinal)
                    .Select(gpu => new GpuSpeed(
                        gpu.Name,
                        gpu.Class,
                        (long)gpu.Gib << 30,
                        prefill.Of(gpu),
                        decode.Of(gpu),
                        [.. Sources(rows, gpu)]
                    )),
            ]
        );
    }

    private static IEnumerable<string> Sources(IReadOnlyList<SpeedRow> rows, GpuFacts gpu) =>
        rows.Where(row => row.Gpu == gpu && (row.PromptTokensPerSecond ?? row.AnswerTokensPerSecond) is not null)
            .GroupBy(row => row.Source, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} ({group.Count()})");

    // The loads do not tell the start of the runner from the reading, so that the start is assumed and the rest is fitted.
    private static LoadSpeed LoadFit(IReadOnlyList<SpeedRow> rows)
    {
        (double X, double Seconds)[] points =
        [
            .. rows.Where(row => row.LoadSeconds > StartSeconds).Select(row => (row.WeightBytes, row.LoadSeconds ?? 0)),
        ];
        var line = RobustLine.Proportional(points, StartSeconds);
        var error = Medians.Of(points.Select(point => Math.Abs((line.At(point.X) / point.Seconds) - 1)));
        return new LoadSpeed(line.Offset, 1 / line.Slope, points.Length, error);
    }
}
