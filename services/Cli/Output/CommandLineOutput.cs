using Spectre.Console;

namespace Orchestrator.Cli.Output;

/// <summary>Where a command writes to. Results go to <paramref name="Out"/>, all else to <paramref name="Error"/>.</summary>
/// <param name="IsOutTerminal">False: no colours and a fixed width, for files and pipes.</param>
internal sealed record CommandLineOutput(TextWriter Out, TextWriter Error, bool IsOutTerminal, bool IsErrorTerminal)
{
    /// <summary>Columns where there is no terminal: the same bytes wherever it runs.</summary>
    public const int FixedWidth = 118;

    /// <summary>What a command reads where a file is named "-".</summary>
    public TextReader In { get; init; } = TextReader.Null;

    public static CommandLineOutput OfConsole() =>
        new(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected) { In = Console.In };

    /// <summary>The same with results going where messages go: the other way is taken by data.</summary>
    public CommandLineOutput ToError() => this with { Out = Error, IsOutTerminal = IsErrorTerminal };

    /// <summary>Writes results as tables and colours; without a terminal as plain lines without blanks at their ends.</summary>
    public void Results(Action<IAnsiConsole> write)
    {
        if (IsOutTerminal)
        {
            write(Create(Out, isTerminal: true));
            return;
        }

        using var text = new StringWriter();
        write(Create(text, isTerminal: false));
        foreach (var line in text.ToString().Split('\n').SkipLast(1))
        {
            Out.Write(line.TrimEnd() + "\n");
        }
    }

    public IAnsiConsole Progress() => Create(Error, IsErrorTerminal);

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        if (!isTerminal)
        {
            console.Profile.Width = FixedWidth;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
