using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>When requests arrive, endlessly and in order.</summary>
public abstract record ArrivalProcess
{
    /// <summary>Requests per second, in the long run.</summary>
    public abstract double MeanRate { get; }

    /// <summary>The most at any time.</summary>
    public virtual double PeakRate => MeanRate;

    /// <summary>As many times the requests, in the same pattern.</summary>
    public abstract ArrivalProcess Scaled(double factor);

    /// <returns>Seconds since the beginning, never decreasing.</returns>
    internal abstract IEnumerable<double> Times(SimulationRandom random);
}
