using Orchestrator.Cli.Simulate.Runs;

namespace Orchestrator.Cli.Simulate.Progress;

/// <summary>Tells nobody.</summary>
internal sealed class QuietProgress : IRunProgress
{
    public void Begin(long requests)
    {
        // Nobody waits for it.
    }

    public void Advance(long requests)
    {
        // As above.
    }

    public void Ended(SimulationRun run, TimeSpan wallTime)
    {
        // As above.
    }
}
