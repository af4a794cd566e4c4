using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Orchestrator.Cli.Commands;

/// <summary>The help that the parser writes, and below it examples where a command has some.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction plain) : SynchronousCommandLineAction
{
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        // Otherwise the help promises to pass unknown words on to another program.
        parseResult.CommandResult.Command.TreatUnmatchedTokensAsErrors = true;
        var exitCode = plain.Invoke(parseResult);
        if (parseResult.CommandResult.Command.Name == SimulateCommand.Name)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(SimulateCommand.Examples);
        }

        return exitCode;
    }
}
