using System.Collections.Immutable;
using Orchestrator.Simulation.Durations;

namespace Orchestrator.Simulation.Timeline;

/// <summary>Where a moment is on the picture, and which moments are named.</summary>
/// <param name="left">Of moment 0, in pixels.</param>
/// <param name="width">From moment 0 to <paramref name="end"/>.</param>
internal sealed class TimeAxis(double left, double width, TimeSpan end)
{
    private const int TicksMax = 12;

    // Steps that people count in: seconds, minutes, hours, days.
    private static readonly ImmutableArray<double> _steps =
    [
        0.1,
        0.2,
        0.5,
        1,
        2,
        5,
        10,
        15,
        30,
        60,
        120,
        300,
        600,
        900,
        1800,
        3600,
        7200,
        10_800,
        21_600,
        43_200,
        86_400,
        172_800,
        604_800,
    ];

    public double Left => left;

    public double Right => left + width;

    public TimeSpan End => end;

    public double X(double seconds) => left + (width * Math.Clamp(seconds / Seconds, 0, 1));

    public IEnumerable<(double X, string Label)> Ticks()
    {
        var step = _steps.FirstOrDefault(step => Seconds / step <= TicksMax);
        step = step > 0 ? step : Seconds / TicksMax;
        for (var number = 0; number * step <= Seconds; number++)
        {
            var at = number * step;
            yield return (X(at), at > 0 ? HumaneDuration.Of(at) : "0");
        }
    }

    private double Seconds => Math.Max(end.TotalSeconds, 1e-3);
}
