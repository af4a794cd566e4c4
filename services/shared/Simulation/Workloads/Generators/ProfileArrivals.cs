using System.Collections.Immutable;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>
/// A rate that changes with the time of day and begins again after each period: Poisson arrivals at the highest rate, of
/// which each is kept with the chance of its time's rate over the highest (Lewis and Shedler, "Simulation of
/// nonhomogeneous Poisson processes by thinning", Naval Research Logistics Quarterly 26, 1979).
/// </summary>
/// <param name="Points">The first at 0, in order of time, at least one rate above 0.</param>
public sealed record ProfileArrivals(TimeSpan Period, ImmutableArray<ProfilePoint> Points) : ArrivalProcess
{
    public override double MeanRate =>
        Points
            .Zip(
                Points.Skip(1).Select(point => point.At).Append(Period),
                (point, end) => point.Rate * (end - point.At) / Period
            )
            .Sum();

    public override double PeakRate => Points.Max(point => point.Rate);

    public override ArrivalProcess Scaled(double factor) =>
        this with
        {
            Points = [.. Points.Select(point => point with { Rate = point.Rate * factor })],
        };

    internal override IEnumerable<double> Times(SimulationRandom random)
    {
        var peak = PeakRate;
        for (var at = 0.0; ; )
        {
            at += RandomDraws.Exponential(random) / peak;
            if (random.Unit() * peak < RateAt(at))
            {
                yield return at;
            }
        }
    }

    internal double RateAt(double seconds)
    {
        var time = seconds % Period.TotalSeconds;
        return Points[LastAtOrBefore(time)].Rate;
    }

    private int LastAtOrBefore(double time)
    {
        var (low, high) = (0, Points.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Points[middle].At.TotalSeconds <= time ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
