using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>Ends with an exception when the caller gives up: ten million requests take a while to be counted.</summary>
internal sealed class StoppableWorkload(IWorkload requests, CancellationToken stop) : IWorkload
{
    public string Name => requests.Name;

    public Deadline? Deadline => requests.Deadline;

    public IEnumerable<Arrival> Read(ulong seed)
    {
        foreach (var arrival in requests.Read(seed))
        {
            stop.ThrowIfCancellationRequested();
            yield return arrival;
        }
    }
}
