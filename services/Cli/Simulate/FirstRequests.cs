using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate;

/// <summary>The beginning of a workload.</summary>
internal sealed class FirstRequests(IWorkload whole, long max) : IWorkload
{
    public string Name => whole.Name;

    public Deadline? Deadline => whole.Deadline;

    public IEnumerable<Arrival> Read(ulong seed) => whole.Read(seed).TakeWhile(arrival => arrival.Number < max);
}
