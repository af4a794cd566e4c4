using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>Keeps a process alive for each entry of Worker:LlamaCpp. A crash ends that process alone.</summary>
internal sealed partial class LlamaCppChildLoop(
    IOptions<EnsembleWorkerOptions> options,
    LlamaCppSource source,
    Jitter jitter,
    TimeProvider clock,
    ILogger<LlamaCppChildLoop> logger
) : BackgroundService
{
    private const int CannotStart = -1;

    private readonly LlamaCppChildOptions _limits = options.Value.LlamaCppChildren;
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);

    /// <summary>The ids of the processes that run now, by replica.</summary>
    public IReadOnlyDictionary<string, int> Running => _running;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.LlamaCpp.Select(entry => KeepAsync(entry, stoppingToken)));

    private async Task KeepAsync(LlamaCppReplicaOptions entry, CancellationToken stoppingToken)
    {
        var failures = 0;
        ChildEnd? before = null;
        while (true)
        {
            var end = await RunAsync(entry, stoppingToken);
            var restart = RestartRule.After(failures, end, _limits, jitter.Next());
            failures = restart.Failures;
            // A wrong setting is told once, not at each try.
            var isNews =
                before is null || failures == 1 || (end.ExitCode, end.LastWords) != (before.ExitCode, before.LastWords);
            LogEnded(
                isNews ? LogLevel.Warning : LogLevel.Debug,
                entry.Name,
                end.ExitCode,
                end.Ran,
                end.LastWords,
                restart.Wait
            );
            before = end;
            if (restart.TakesOtherPort)
            {
                source.Move(entry.Name);
            }

            await Task.Delay(restart.Wait, clock, stoppingToken);
        }
    }

    private async Task<ChildEnd> RunAsync(LlamaCppReplicaOptions entry, CancellationToken stoppingToken)
    {
        try
        {
            await using var child = LlamaCppChild.Start(
                StartInfo(entry),
                _limits.StopLimit,
                clock,
                words => LogReady(entry.Name, words)
            );
            _running[entry.Name] = child.ProcessId;
            return await child.EndAsync(stoppingToken);
        }
        // The program is not there or may not be run: that may change, and is no reason to end the worker.
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException)
        {
            return new ChildEnd(CannotStart, TimeSpan.Zero, exception.Message);
        }
        finally
        {
            _running.TryRemove(entry.Name, out _);
        }
    }

    private ProcessStartInfo StartInfo(LlamaCppReplicaOptions entry)
    {
        var path =
            HostProgram.Find(entry.HostPath, AppContext.BaseDirectory, File.Exists)
            ?? throw new FileNotFoundException(
                $"The llama.cpp host was not found ({(entry.HostPath.Length > 0 ? entry.HostPath : "next to the worker")})."
            );
        var (file, arguments) = HostProgram.Command(path);
        var start = new ProcessStartInfo(file, [.. arguments, "--stop-with-parent"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            // Relative paths of the configuration mean for the child what they mean here.
            WorkingDirectory = Environment.CurrentDirectory,
        };
        var own = start
            .Environment.Select(variable => KeyValuePair.Create(variable.Key, variable.Value ?? ""))
            .ToList();
        start.Environment.Clear();
        foreach (var (name, value) in ChildEnvironment.Of(own, entry, source.AddressOf(entry.Name).Port))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    [LoggerMessage(3751, LogLevel.Information, "Replica {Replica} is ready: {Words}.")]
    private partial void LogReady(string replica, string words);

    [LoggerMessage(
        EventId = 3752,
        Message = "The process of replica {Replica} ended with {ExitCode} after {Ran}: {LastWords} It is started again in {Wait}."
    )]
    private partial void LogEnded(
        LogLevel level,
        string replica,
        int exitCode,
        TimeSpan ran,
        string lastWords,
        TimeSpan wait
    );
}
