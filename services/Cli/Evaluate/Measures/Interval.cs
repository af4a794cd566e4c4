using System.Runtime.InteropServices;

namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>A figure, and between what it lies in 95 of 100 resamples.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Interval(double Value, double Low, double High)
{
    public static readonly Interval None = new(double.NaN, double.NaN, double.NaN);

    public bool IsKnown => !double.IsNaN(Value);
}
