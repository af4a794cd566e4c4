using System.Runtime.InteropServices;

namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>How well calls to the strong model were spent.</summary>
/// <param name="Apgr">Average part of the gap that is won back, over all shares of calls; 0.5 by chance.</param>
/// <param name="Cpt50">Share of calls that wins back half of the gap; 0.5 by chance.</param>
/// <param name="Cpt80">The same for 80 %; 0.8 by chance.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GapFigures(double Apgr, double Cpt50, double Cpt80)
{
    /// <summary>There is no gap.</summary>
    public static readonly GapFigures None = new(double.NaN, double.NaN, double.NaN);
}
