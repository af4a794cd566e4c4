using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>One quantity that was learned.</summary>
/// <param name="P10">Over recent observations, like <paramref name="P90"/>; both 0 while there are too few.</param>
/// <param name="Weight">Effective number of observations, after forgetting; 0 when nothing is known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Estimated(double Value, double P10, double P90, double Weight)
{
    /// <summary>Fewer observations than this say nothing about their spread.</summary>
    private const double WeightForQuantiles = 3;

    public bool IsKnown => Weight > 0;

    public static Estimated Of(double value, QuantileSketch spread, double weight) =>
        weight >= WeightForQuantiles
            ? new Estimated(value, spread.Quantile(0.1), spread.Quantile(0.9), weight)
            : new Estimated(value, 0, 0, weight);
}
