using Orchestrator.Cli.Commands;
using Orchestrator.Cli.Evaluate.Report;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Evaluate;

/// <summary>One call of the command: reads, evaluates, reports.</summary>
internal sealed class RoutingCall(CommandLineOutput output)
{
    public int Run(RoutingInput input, CancellationToken cancellationToken)
    {
        var reading = RoutingArguments.Read(input, cancellationToken);
        if (!reading.IsGood)
        {
            foreach (var problem in reading.Problems)
            {
                output.Error.WriteLine(problem.ToString());
            }

            return ExitCode.Usage;
        }

        var request = reading.Value;
        var evaluation = new RoutingEvaluation(request.Settings, Tell(input));
        var result = evaluation.Run(request.Outcomes, request.Train, cancellationToken);
        if (input.Picture is { } path)
        {
            File.WriteAllText(path, RoutingPicture.Of(result));
        }

        if (input.Json)
        {
            output.Out.Write(RoutingJson.Of(result));
        }
        else
        {
            output.Results(console => new RoutingReport(console, result).Write());
        }

        return ExitCode.Good;
    }

    // A program that reads JSON reads no progress.
    private Action<string> Tell(RoutingInput input) => input.Json ? _ => { } : output.Error.WriteLine;
}
