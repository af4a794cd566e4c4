using System.CommandLine;
using Orchestrator.Cli.Output;
using Orchestrator.Cli.Rules;

namespace Orchestrator.Cli.Commands;

/// <summary>Shows what rules make of requests, and whether that is what was expected.</summary>
internal static class RulesTestCommand
{
    private const string Description = """
        Shows for each request how it is classified, which rules hold and what they do. A request in a file may say what
        is expected of it; then this is a test, and its status is 1 when one request is not treated as expected.
        """;

    public static Command Create(CommandLineOutput output)
    {
        var options = new RulesTestOptions();
        var command = new Command("test", Description);
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        RulesTestOptions options,
        ParseResult parsed,
        CommandLineOutput output,
        CancellationToken cancellationToken
    )
    {
        var reading = await RulesReading.OfAsync(parsed.GetRequiredValue(options.Rules), cancellationToken);
        var (trials, problems) = options.Trials(parsed);
        if (!reading.IsGood || problems.Count > 0)
        {
            RulesReading.Tell(reading, output.Error);
            foreach (var problem in problems)
            {
                output.Error.WriteLine(problem);
            }

            return ExitCode.Usage;
        }

        var results = trials.Select(trial => TrialResult.Of(trial, reading.Value)).ToList();
        if (parsed.GetValue(options.Json))
        {
            output.Out.Write(RulesJson.Test(reading.Value, results));
        }
        else
        {
            TrialReport.Write(output.Out, results);
        }

        return results.TrueForAll(result => result.Misses.Count == 0) ? ExitCode.Good : ExitCode.Failed;
    }
}
