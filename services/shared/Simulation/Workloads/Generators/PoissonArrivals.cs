using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>Requests that know nothing of each other.</summary>
/// <param name="Rate">Per second.</param>
public sealed record PoissonArrivals(double Rate) : ArrivalProcess
{
    public override double MeanRate => Rate;

    public override ArrivalProcess Scaled(double factor) => new PoissonArrivals(Rate * factor);

    internal override IEnumerable<double> Times(SimulationRandom random)
    {
        for (var at = 0.0; ; )
        {
            at += RandomDraws.Exponential(random) / Rate;
            yield return at;
        }
    }
}
