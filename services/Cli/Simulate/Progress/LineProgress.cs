using Orchestrator.Cli.Simulate.Runs;
using Orchestrator.Simulation.Durations;

namespace Orchestrator.Cli.Simulate.Progress;

/// <summary>One line for each replay that has ended, for logs.</summary>
internal sealed class LineProgress(TextWriter writer) : IRunProgress
{
    private readonly Lock _lock = new();

    public void Begin(long requests)
    {
        // The lines that follow say enough.
    }

    public void Advance(long requests)
    {
        // A log is not for watching.
    }

    public void Ended(SimulationRun run, TimeSpan wallTime)
    {
        var line =
            $"{run.Policy.Name} on {run.Case.Fleet.Name}{(run.Case.IsExtended ? " with added hosts" : "")}, "
            + $"seed {run.Seed}: done in {HumaneDuration.Of(wallTime)}";
        lock (_lock)
        {
            writer.WriteLine(line);
        }
    }
}
