using Orchestrator.Cli.Commands;
using Orchestrator.Cli.Output;
using Orchestrator.Cli.Simulate.Arguments;
using Orchestrator.Cli.Simulate.Progress;
using Orchestrator.Cli.Simulate.Report;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Cli.Simulate.Runs;
using Orchestrator.Simulation.Timeline;

namespace Orchestrator.Cli.Simulate;

/// <summary>The command from its arguments to its exit code.</summary>
internal sealed class Simulation(CommandLineOutput output, TimeProvider clock)
{
    public int Run(SimulateInput input, CancellationToken cancellationToken)
    {
        var reading = RequestReader.Read(input, Environment.ProcessorCount);
        if (!reading.IsGood)
        {
            foreach (var problem in reading.Problems)
            {
                output.Error.WriteLine(problem);
            }

            return ExitCode.Usage;
        }

        try
        {
            Tell(input, Replay(input, reading.Value, cancellationToken));
            return ExitCode.Good;
        }
        catch (LoadOutOfReachException unreachable)
        {
            output.Error.WriteLine($"--load: {unreachable.Message}");
            return ExitCode.Usage;
        }
    }

    private void Tell(SimulateInput input, SimulationResult result)
    {
        if (input.IsJson)
        {
            output.Out.Write(ResultJson.Write(result));
        }
        else
        {
            output.Results(console => new SimulationReport(console).Write(result));
        }

        if (result is { Timeline: { } timeline, Drawn: { } drawn })
        {
            File.WriteAllText(result.Request.TimelinePath!, TimelineSvg.Write(timeline, Subject(result, drawn)));
        }
    }

    private SimulationResult Replay(SimulateInput input, SimulationRequest request, CancellationToken cancellationToken)
    {
        SimulationResult With(IRunProgress progress) =>
            new SimulationRuns(request, progress, clock).Run(cancellationToken);

        if (output.IsErrorTerminal)
        {
            return BarProgress.Show(output.Progress(), With);
        }

        return With(input.IsJson ? new QuietProgress() : new LineProgress(output.Error));
    }

    private static TimelineSubject Subject(SimulationResult result, SimulationRun drawn) =>
        new(
            drawn.Case.Fleet.Name + (drawn.Case.IsExtended ? " with added hosts" : ""),
            CaseHeader.WorkloadFacts(result.Request, drawn.Case.Offered),
            drawn.Policy.Name,
            drawn.Seed
        );
}
