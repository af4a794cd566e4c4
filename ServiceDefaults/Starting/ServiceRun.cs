using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.ServiceDefaults;

/// <summary>What every Program is: a process that is built, runs, and says why it ends.</summary>
public static class ServiceRun
{
    /// <summary>The process was asked to stop and did.</summary>
    public const int Stopped = 0;

    /// <summary>It could not start (a taken port, a missing library), or a part of it failed for good.</summary>
    public const int Failed = 1;

    /// <summary>A setting or an argument is wrong.</summary>
    public const int WrongSettings = 2;

    /// <summary>
    /// Builds and runs until the process is asked to stop. What an operator can mend is told in a sentence; a stack trace
    /// is left for what only a developer can.
    /// </summary>
    /// <returns>The exit code of the process.</returns>
    public static int Run(Func<WebApplication> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        IHostApplicationLifetime? lifetime = null;
        IReadOnlyList<BackgroundService> loops = [];
        try
        {
            var app = build();
            lifetime = app.Lifetime;
            loops = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
            app.Run();
            return CodeOfStop(loops);
        }
        // A stop may come before the start is over. It is obeyed, and no failure.
        catch (OperationCanceledException) when (lifetime?.ApplicationStopping.IsCancellationRequested == true)
        {
            return CodeOfStop(loops);
        }
        catch (Exception exception) when (StartFailure.Of(exception) is { } failure)
        {
            return Tell(failure.Message, failure.ExitCode);
        }
    }

    /// <summary>Says on standard error why the process ends.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int Tell(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }

    // A loop that failed stops the host, and the host then ends as if it had been asked to.
    private static int CodeOfStop(IEnumerable<BackgroundService> loops)
    {
        var failures = loops.Select(loop => loop.ExecuteTask?.Exception).OfType<AggregateException>();
        return failures.FirstOrDefault() is { } failure ? Tell($"A part failed: {failure}", Failed) : Stopped;
    }
}
