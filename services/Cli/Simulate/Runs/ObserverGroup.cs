using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>Several that watch one replay.</summary>
internal sealed class ObserverGroup(params IReplayObserver[] observers) : IReplayObserver
{
    public void Arrived(TimeSpan at, Arrival request)
    {
        foreach (var observer in observers)
        {
            observer.Arrived(at, request);
        }
    }

    public void LoadStarted(TimeSpan at, int host, string model, TimeSpan duration)
    {
        foreach (var observer in observers)
        {
            observer.LoadStarted(at, host, model, duration);
        }
    }

    public void HostChanged(TimeSpan at, int host, HostState state, int queued)
    {
        foreach (var observer in observers)
        {
            observer.HostChanged(at, host, state, queued);
        }
    }

    public void Completed(CompletedRequest done)
    {
        foreach (var observer in observers)
        {
            observer.Completed(done);
        }
    }

    public void Refused(TimeSpan at, Arrival request)
    {
        foreach (var observer in observers)
        {
            observer.Refused(at, request);
        }
    }

    public void Ended(TimeSpan at)
    {
        foreach (var observer in observers)
        {
            observer.Ended(at);
        }
    }
}
