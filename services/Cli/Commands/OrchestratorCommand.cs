using System.CommandLine;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>The root of all commands.</summary>
internal static class OrchestratorCommand
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        CommandLineOutput output,
        CancellationToken cancellationToken = default
    )
    {
        var root = new RootCommand("Orchestrator on the command line.")
        {
            SimulateCommand.Create(output),
            ClassifyCommand.Create(output),
            ClassifierCommand.Create(output),
            RulesCommand.Create(output),
            WorkflowCommand.Create(output),
            EvaluateCommand.Create(output),
            TeamCommand.Create(output),
        };
        HelpWithExamples.AddTo(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed, output);
        }

        var configuration = new InvocationConfiguration
        {
            Output = output.Out,
            Error = output.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await output.Error.WriteLineAsync("Stopped.");
            return ExitCode.Interrupted;
        }
        // What the file system refuses, or a defect: a person gets a sentence and a script a status.
        catch (Exception exception)
        {
            await output.Error.WriteLineAsync($"Failed: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private static int Refuse(ParseResult parsed, CommandLineOutput output)
    {
        foreach (var error in parsed.Errors)
        {
            output.Error.WriteLine(error.Message);
        }

        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "orchestrator" : $"orchestrator {PathOf(parsed.CommandResult)}";
        output.Error.WriteLine($"'{name} --help' says what is possible.");
        return ExitCode.Usage;
    }

    private static string PathOf(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } parent
            ? $"{PathOf(parent)} {result.Command.Name}"
            : result.Command.Name;
}
