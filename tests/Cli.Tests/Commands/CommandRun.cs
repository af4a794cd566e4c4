using System.Text.Json;
using Orchestrator.Cli.Commands;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Tests.Commands;

/// <summary>One call of the program, in this process, with pipes for output.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<CommandRun> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return await OfAsync(output, error, CancellationToken.None, arguments);
    }

    public static async Task<CommandRun> OfAsync(
        StringWriter output,
        StringWriter error,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        var pipes = new CommandLineOutput(output, error, IsOutTerminal: false, IsErrorTerminal: false);
        var exitCode = await OrchestratorCommand.RunAsync(arguments, pipes, cancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The output of a run that went well.</summary>
    public static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var run = await OfAsync([.. arguments, "--json"]);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
