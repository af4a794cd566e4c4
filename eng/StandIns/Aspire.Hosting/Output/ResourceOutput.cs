using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Aspire.Hosting.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Output;

/// <summary>Takes the lines of all resources to the console, and to the AppHost's own logs where that is asked for.</summary>
internal sealed class ResourceOutput(
    DistributedApplicationModel model,
    DistributedApplicationOptions options,
    ResourceLoggerService loggers,
    ILoggerFactory logs,
    IHostEnvironment environment,
    IConfiguration configuration,
    ConsoleOutput console,
    RunnerOptions runner
) : IHostedService, IDisposable
{
    private ResourceFiles? _files;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (runner.Console)
        {
            var names = model.Resources.Where(RunningResources.RunsProcess).Select(resource => resource.Name);
            loggers.LineWritten += Split(new ResourceLines(console, [.. names]).Write);
            console.Write(
                AboutTheDashboard(configuration[OtlpEnvironment.GrpcKey] ?? configuration[OtlpEnvironment.HttpKey])
            );
        }

        if (options.EnableResourceLogging)
        {
            loggers.LineWritten += Forward;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The files are closed when the last process has ended, which is after the stop.</summary>
    public void Dispose() => _files?.Dispose();

    /// <returns>Takes lines of foreign programs to files, where a folder is named, and all others to the console.</returns>
    private Action<string, LogLine> Split(Action<string, LogLine> toConsole)
    {
        if (runner.LogFolder is not { Length: > 0 } folder)
        {
            return toConsole;
        }

        var foreign = model
            .Resources.Where(resource => RunningResources.RunsProcess(resource) && resource is not ProjectResource)
            .Select(resource => resource.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var files = _files = new ResourceFiles(folder, runner.LogFileBytesMax);
        return (name, line) => (foreign.Contains(name) ? files.Write : toConsole)(name, line);
    }

    private static string AboutTheDashboard(string? receiver) =>
        "The Aspire dashboard exists only with the genuine packages (UpstreamPackages=true); telemetry goes to "
        + (receiver is null ? $"nobody, set {OtlpEnvironment.GrpcKey} to send it somewhere. " : $"{receiver}. ")
        + "· Aspire 대시보드는 정식 패키지에만 있습니다.";

    private void Forward(string name, LogLine line)
    {
        var log = logs.CreateLogger($"{environment.ApplicationName}.Resources.{name}");
        log.Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{Line}", line.Content);
    }
}
