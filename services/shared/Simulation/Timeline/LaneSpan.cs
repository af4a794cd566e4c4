using System.Runtime.InteropServices;

namespace Orchestrator.Simulation.Timeline;

/// <summary>Columns side by side in which a model was in memory equally long.</summary>
/// <param name="Quarters">Of the time, rounded up: 1 to 4.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LaneSpan(int First, int Last, int Quarters)
{
    // Less than this much of a column is rounding.
    private const double Trace = 1e-6;

    /// <param name="columnSeconds">Seconds of a column of the replay's time; the last one may be shorter.</param>
    public static IEnumerable<LaneSpan> Of(ColumnSeries seconds, Func<int, double> columnSeconds)
    {
        var first = 0;
        for (var column = 1; column <= TimelineLimits.Columns; column++)
        {
            var quarters = Quarter(seconds, first, columnSeconds);
            if (column == TimelineLimits.Columns || Quarter(seconds, column, columnSeconds) != quarters)
            {
                if (quarters > 0)
                {
                    yield return new LaneSpan(first, column - 1, quarters);
                }

                first = column;
            }
        }
    }

    private static int Quarter(ColumnSeries seconds, int column, Func<int, double> columnSeconds)
    {
        var share = seconds[column] / Math.Max(columnSeconds(column), Trace);
        return share < Trace ? 0 : Math.Min(4, (int)Math.Ceiling((4 * share) - Trace));
    }
}
