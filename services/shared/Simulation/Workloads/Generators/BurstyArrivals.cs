using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>
/// Requests in bursts: the times between them follow a Gamma distribution whose coefficient of variation is given, the
/// usual model for bursts in front of inference servers (Li et al., "AlpaServe", OSDI 2023, section 6). With 1 it is Poisson's.
/// </summary>
/// <param name="Rate">Per second.</param>
/// <param name="Cv">Deviation of the times between arrivals over their mean.</param>
public sealed record BurstyArrivals(double Rate, double Cv) : ArrivalProcess
{
    public override double MeanRate => Rate;

    public override ArrivalProcess Scaled(double factor) => this with { Rate = Rate * factor };

    internal override IEnumerable<double> Times(SimulationRandom random)
    {
        // A Gamma distribution of shape k has the mean k and the coefficient of variation 1 / √k.
        var shape = 1 / (Cv * Cv);
        for (var at = 0.0; ; )
        {
            at += RandomDraws.Gamma(random, shape) / (shape * Rate);
            yield return at;
        }
    }
}
