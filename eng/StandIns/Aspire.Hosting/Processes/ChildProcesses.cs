using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.Processes;

/// <summary>Starts the processes of the application and knows all that run.</summary>
internal sealed class ChildProcesses(RunnerOptions limits)
{
    /// <summary>Carried by all processes of a run, also by those that leave their parents.</summary>
    private const string MarkerVariable = "ASPIRE_STANDIN_RUN";

    private readonly ConcurrentDictionary<int, ChildProcess> _running = new();
    private readonly Lock _guardLock = new();
    private IProcessGuard? _guard;

    public string RunId { get; } = Guid.NewGuid().ToString("N");

    public IProcessGuard Guard
    {
        get
        {
            lock (_guardLock)
            {
                return _guard ??= OperatingSystem.IsWindows()
                    ? WindowsJob.Start()
                    : ProcessGuard.Start($"{MarkerVariable}={RunId}", limits.GuardGraceSeconds);
            }
        }
    }

    public ChildProcess Start(ProcessStartInfo command, Action<string, bool> log)
    {
        var guard = Guard; // before the process that it guards
        var process = new ChildProcess(Started(command), limits, log);
        guard.Add(process.ProcessId);
        _running[process.ProcessId] = process;
        _ = ForgetAsync(process, guard);
        return process;
    }

    /// <summary>At once, without asking: the second Ctrl+C.</summary>
    public void KillAll()
    {
        foreach (var process in _running.Values)
        {
            process.Kill();
        }
    }

    public async Task EndAsync()
    {
        if (_guard is { } guard)
        {
            await guard.EndAsync(limits.KillLimit + TimeSpan.FromSeconds(limits.GuardGraceSeconds));
        }
    }

    private Process Started(ProcessStartInfo command)
    {
        var program =
            ProgramPath.Find(command.FileName, command.WorkingDirectory, SearchPath(command))
            ?? throw new DistributedApplicationException(
                $"The program '{command.FileName}' was not found. · 프로그램 '{command.FileName}'을(를) 찾을 수 없습니다."
            );
        if (command.WorkingDirectory.Length > 0 && !Directory.Exists(command.WorkingDirectory))
        {
            throw new DistributedApplicationException(
                $"The working directory '{command.WorkingDirectory}' does not exist. · 작업 디렉터리가 없습니다."
            );
        }

        OwnSession.Command(command, program, [.. command.ArgumentList]);
        command.UseShellExecute = false;
        command.RedirectStandardInput = true;
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        command.Environment[MarkerVariable] = RunId;
        var process = Process.Start(command)!; // never null without the shell
        process.StandardInput.Close(); // nobody types to it
        return process;
    }

    private static string? SearchPath(ProcessStartInfo command) =>
        command.Environment.TryGetValue("PATH", out var path) ? path : null;

    private async Task ForgetAsync(ChildProcess process, IProcessGuard guard)
    {
        await process.Exited;
        _running.TryRemove(process.ProcessId, out _);
        guard.Remove(process.ProcessId);
    }
}
