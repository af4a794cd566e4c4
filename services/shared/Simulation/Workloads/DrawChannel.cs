namespace Orchestrator.Simulation.Workloads;

/// <summary>What a number is drawn for: each has its own numbers, so that one more draw here shifts none there.</summary>
internal enum DrawChannel
{
    Model = 1,
    Tenant = 2,
    Lengths = 3,
    Arrivals = 4,
    Session = 5,
    Blocks = 6,
}
