using System.Text;
using Orchestrator.Cli.Commands;
using Orchestrator.Cli.Evaluate.Ensembles.Recorded;
using Orchestrator.Cli.Evaluate.Ensembles.Report;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Evaluate.Ensembles;

/// <summary>One call of the command: reads, evaluates, reports.</summary>
internal sealed class EnsemblesCall(CommandLineOutput output)
{
    public async Task<int> RunAsync(EnsemblesInput input, CancellationToken cancellationToken)
    {
        var reading = EnsemblesArguments.Read(input, cancellationToken);
        if (!reading.IsGood)
        {
            foreach (var problem in reading.Problems)
            {
                await output.Error.WriteLineAsync(problem.ToString());
            }

            return ExitCode.Usage;
        }

        var result = await EvaluateAsync(reading.Value, Tell(input), cancellationToken);
        if (input.Picture is { } path)
        {
            WholeFile.Write(path, Encoding.UTF8.GetBytes(EnsemblesPicture.Of(result)));
        }

        if (input.Json)
        {
            await output.Out.WriteAsync(EnsemblesJson.Of(result));
        }
        else
        {
            output.Results(console => new EnsemblesReport(console, result).Write());
        }

        return ExitCode.Good;
    }

    private static Task<EnsemblesResult> EvaluateAsync(
        EnsemblesRequest request,
        Action<string> progress,
        CancellationToken cancellationToken
    ) =>
        request.Recorded is { } recorded
            ? new RecordedEvaluation(request.Settings, progress).RunAsync(recorded, cancellationToken)
            : new GridEvaluation(request.Settings, progress).RunAsync(request.Grid, cancellationToken);

    // A program that reads JSON reads no progress.
    private Action<string> Tell(EnsemblesInput input) => input.Json ? _ => { } : output.Error.WriteLine;
}
