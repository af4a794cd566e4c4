using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;
using Orchestrator.SimulatedOllama;

var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

if (CommandLine.Read(args, settings) is { } complaint)
{
    await Console.Error.WriteLineAsync($"{complaint}{Environment.NewLine}{CommandLine.Usage}");
    return 2;
}

try
{
    await using var replica = await SimulatedReplica.StartAsync(settings, TimeProvider.System, CancellationToken.None);
    await using var input = Console.OpenStandardInput();
    if (settings.ContainsKey(CommandLine.StopWithParent))
    {
        StopWithParent.Watch(input, replica.Stop);
    }

    Console.WriteLine(replica.Description);
    await replica.WaitForStopAsync(CancellationToken.None);
    return 0;
}
// Nobody here cancels: a stop came before the start was over. It is obeyed, and no failure.
catch (OperationCanceledException)
{
    return 0;
}
// A wrong setting or a taken port is told in one sentence, not in a stack trace.
catch (Exception exception)
    when (exception
            is OptionsValidationException
                or InvalidOperationException
                or FormatException
                or IOException
                or SocketException
    )
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
