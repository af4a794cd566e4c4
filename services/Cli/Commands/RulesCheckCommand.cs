using System.CommandLine;
using Orchestrator.Cli.Output;
using Orchestrator.Cli.Rules;

namespace Orchestrator.Cli.Commands;

/// <summary>Says everything that is wrong with a file of rules.</summary>
internal static class RulesCheckCommand
{
    public static Command Create(CommandLineOutput output)
    {
        var file = new Argument<string>("file") { Description = "The file of the rules." };
        var json = new Option<bool>("--json") { Description = "The findings as JSON on standard output." };
        var command = new Command("check", "Says everything that is wrong with a file; status 2 when something is.")
        {
            file,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var reading = await RulesReading.OfAsync(parsed.GetRequiredValue(file), cancellationToken);
                if (parsed.GetValue(json))
                {
                    output.Out.Write(RulesJson.Check(reading));
                }
                else if (reading.IsGood)
                {
                    output.Out.WriteLine($"{reading.Value.Rules.Count} rules, version {reading.Value.Version}.");
                }
                else
                {
                    RulesReading.Tell(reading, output.Error);
                }

                return reading.IsGood ? ExitCode.Good : ExitCode.Usage;
            }
        );
        return command;
    }
}
