namespace Orchestrator.Simulation.Timeline;

/// <summary>A fixed number of columns, wide enough for all the time that has passed.</summary>
public sealed class TimeColumns
{
    public TimeSpan Width { get; private set; } = TimelineLimits.FirstWidth;

    public int At(TimeSpan at) => (int)Math.Min(TimelineLimits.Columns - 1, at.Ticks / Width.Ticks);

    /// <summary>The columns that a span touches, and its seconds in each of them.</summary>
    internal IEnumerable<(int Column, double Seconds)> Between(TimeSpan from, TimeSpan to)
    {
        for (var start = from; start < to; )
        {
            var column = At(start);
            var end = TimeSpan.FromTicks(Math.Min(to.Ticks, (column + 1) * Width.Ticks));
            // Only the very end of the last column can be reached without a column behind it.
            end = end > start ? end : to;
            yield return (column, (end - start).TotalSeconds);
            start = end;
        }
    }

    /// <returns>How often all series have to be folded.</returns>
    internal int Fit(TimeSpan at)
    {
        var folds = 0;
        while (at.Ticks > Width.Ticks * TimelineLimits.Columns)
        {
            Width *= 2;
            folds++;
        }

        return folds;
    }
}
