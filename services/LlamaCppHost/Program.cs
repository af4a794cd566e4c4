using Microsoft.Extensions.Options;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost;
using Orchestrator.ServiceDefaults;

// Settings come from the environment (LlamaCpp__LibraryFolder) or as --LlamaCpp:LibraryFolder=…; a worker passes them on.
var isChild = args.Contains("--stop-with-parent");
try
{
    var builder = WebApplication.CreateSlimBuilder([.. args.Where(argument => argument != "--stop-with-parent")]);
    builder.AddLlamaCppHost();
    if (isChild)
    {
        builder.Services.AddSingleton<IHostLifetime, ChildLifetime>();
    }

    await using var app = builder.Build();
    app.MapLlamaCppHost();
    // Before anything listens: without its library the host is of no use to anybody.
    var library = app.Services.GetRequiredService<LlamaLibrary>();
    await app.StartAsync();
    await using var input = Console.OpenStandardInput();
    if (isChild)
    {
        StopWithParent.Watch(input, app.Lifetime.StopApplication);
    }

    Console.WriteLine($"Ready: llama.cpp {library.Version} on {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return ExitCodes.Stopped;
}
// Nobody here cancels: a stop came before the start was over. It is obeyed, and no failure.
catch (OperationCanceledException)
{
    return ExitCodes.Stopped;
}
// A wrong setting, a wrong library or a taken port is told in one sentence, not in a stack trace.
catch (Exception exception)
    when (exception is OptionsValidationException or LlamaException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ExitCodes.WrongSetting;
}
catch (IOException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ExitCodes.PortTaken;
}
