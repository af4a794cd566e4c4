using System.Text;
using Orchestrator.AppHost;

if (OperatingSystem.IsWindows())
{
    // Its console would show Korean as question marks.
    Console.OutputEncoding = Encoding.UTF8;
}

switch (AppHostOptions.Parse(args))
{
    case AppHostOptions.Parsed.Help:
        Console.WriteLine(AppHostOptions.HelpText);
        return ExitCodes.Success;
    case AppHostOptions.Parsed.Wrong wrong:
        await Console.Error.WriteLineAsync($"{wrong.Message}\n\n{AppHostOptions.HelpText}");
        return ExitCodes.WrongArguments;
    case AppHostOptions.Parsed.Valid valid:
        using (var stop = new StopSignal())
        {
            return await new EmbeddedShape(valid.Options).RunAsync(stop.Token);
        }
    default:
        return ExitCodes.Failed;
}
