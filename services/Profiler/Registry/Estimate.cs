using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Orchestrator.Profiler.Registry;

/// <summary>One estimated quantity.</summary>
/// <param name="P10">Quantile over recent observations; 0 while too few. <paramref name="P90"/> alike.</param>
/// <param name="Weight">Effective number of observations, after forgetting. 0: a prior.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Estimate(double Value, double P10, double P90, double Weight)
{
    public static readonly Estimate Unknown = new(0, 0, 0, 0);

    [JsonIgnore]
    public bool IsKnown => Value > 0;

    public static Estimate Prior(double value) => new(value, 0, 0, 0);
}
