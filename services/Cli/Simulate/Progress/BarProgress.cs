using Orchestrator.Cli.Simulate.Runs;
using Spectre.Console;

namespace Orchestrator.Cli.Simulate.Progress;

/// <summary>A bar for people who wait. It goes away when all is done.</summary>
internal sealed class BarProgress(ProgressTask task) : IRunProgress
{
    public static T Show<T>(IAnsiConsole console, Func<IRunProgress, T> work) =>
        console
            .Progress()
            .AutoClear(enabled: true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .Start(context => work(new BarProgress(context.AddTask("Simulating", autoStart: true))));

    public void Begin(long requests) => task.MaxValue = Math.Max(1, requests);

    public void Advance(long requests) => task.Increment(requests);

    public void Ended(SimulationRun run, TimeSpan wallTime)
    {
        // The bar has moved already.
    }
}
