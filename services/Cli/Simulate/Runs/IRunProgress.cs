namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>Hears how far the replays are, from any thread.</summary>
internal interface IRunProgress
{
    /// <param name="requests">Of all replays together.</param>
    void Begin(long requests);

    /// <param name="requests">More that have arrived.</param>
    void Advance(long requests);

    void Ended(SimulationRun run, TimeSpan wallTime);
}
