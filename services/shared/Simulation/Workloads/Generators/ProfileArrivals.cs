using System.Collections.Immutable;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>
/// A rate that changes with the time of day and begins again after each period: Poisson arrivals at the highest rate, of
/// which each is kept with the chance of its time's rate over the highest (Lewis and Shedler, "Simulation of
/// nonhomogeneous Poisson processes by thinning", Naval Research Logistics Quarterly 26, 1979). With bursts: Gamma times
/// between arrivals, as in <see cref="BurstyArrivals"/>, in a time that runs as fast as the rate says (Gerhardt and Nelson,
/// "Transforming renewal processes for simulation of nonstationary arrival processes", INFORMS Journal on Computing 21, 2009).
/// </summary>
/// <param name="Points">The first at 0, in order of time, at least one rate above 0.</param>
public sealed record ProfileArrivals(TimeSpan Period, ImmutableArray<ProfilePoint> Points) : ArrivalProcess
{
    /// <summary>Deviation of the times between arrivals over their mean, at a constant rate; 1 is Poisson's.</summary>
    public double Cv { get; init; } = 1;

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

    internal override IEnumerable<double> Times(SimulationRandom random) =>
        Cv is 1 ? Thinned(random) : Stretched(random);

    private IEnumerable<double> Thinned(SimulationRandom random)
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

    private IEnumerable<double> Stretched(SimulationRandom random)
    {
        var shape = 1 / (Cv * Cv);
        for (var at = 0.0; ; )
        {
            at = After(at, RandomDraws.Gamma(random, shape) / shape);
            yield return at;
        }
    }

    /// <returns>When so many requests are expected to have come since.</returns>
    private double After(double at, double requests)
    {
        var period = Period.TotalSeconds;
        var whole = Math.Floor(requests / (MeanRate * period));
        (at, requests) = (at + (whole * period), requests - (whole * MeanRate * period));
        while (true)
        {
            var time = at % period;
            var point = LastAtOrBefore(time);
            var end = point + 1 < Points.Length ? Points[point + 1].At.TotalSeconds : period;
            var inside = Points[point].Rate * (end - time);
            if (requests < inside)
            {
                return at + (requests / Points[point].Rate);
            }

            // To the end of the piece by its own time, so that rounding never stands still before it.
            (at, requests) = ((Math.Floor(at / period) * period) + end, requests - inside);
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
