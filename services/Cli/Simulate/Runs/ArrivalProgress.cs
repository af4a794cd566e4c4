using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>Passes on arrivals of one replay, many at once: the screen is not what a replay should wait for.</summary>
internal sealed class ArrivalProgress(IRunProgress progress) : IReplayObserver
{
    private const int Step = 200;
    private int _untold;

    public void Arrived(TimeSpan at, Arrival request)
    {
        if (++_untold == Step)
        {
            progress.Advance(Step);
            _untold = 0;
        }
    }

    public void Ended(TimeSpan at) => progress.Advance(_untold);
}
