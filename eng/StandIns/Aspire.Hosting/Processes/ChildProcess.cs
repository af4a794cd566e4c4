using System.Diagnostics;
using Aspire.Hosting.LocalServers;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.Processes;

/// <summary>A process with its group: signals go to both, and nothing of the group outlives it.</summary>
internal sealed class ChildProcess : LocalProcess
{
    private readonly Process _process;
    private readonly RunnerOptions _limits;
    private readonly Task _output;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChildProcess(Process process, RunnerOptions limits, Action<string, bool> log)
    {
        _process = process;
        _limits = limits;
        ProcessId = process.Id;
        _output = Task.WhenAll(
            new LinePump(process.StandardOutput, line => log(line, false), limits.LogLineCharsMax).RunAsync(),
            new LinePump(process.StandardError, line => log(line, true), limits.LogLineCharsMax).RunAsync()
        );
        process.Exited += (_, _) => _exited.TrySetResult(process.ExitCode);
        process.EnableRaisingEvents = true;
        Exited = EndAsync();
    }

    public override int ProcessId { get; }

    /// <summary>With its group, and after its last lines.</summary>
    public override Task<int> Exited { get; }

    public override async Task StopAsync(StopSignal signal)
    {
        if (OperatingSystem.IsWindows())
        {
            Kill();
        }
        else if (!_exited.Task.IsCompleted)
        {
            Signals.Send(ProcessId, signal);
        }

        if (!await EndsWithinAsync(_limits.StopGrace))
        {
            Kill();
            await EndsWithinAsync(_limits.KillLimit);
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        // It has just ended, or part of its tree has.
        catch (Exception exception) when (exception is InvalidOperationException or AggregateException) { }

        Signals.SendToGroup(ProcessId, StopSignal.Kill);
    }

    private async Task<bool> EndsWithinAsync(TimeSpan limit)
    {
        await ((Task)Exited).WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Exited.IsCompleted;
    }

    private async Task<int> EndAsync()
    {
        var code = await _exited.Task;
        await EndGroupAsync();
        await _output.WaitAsync(_limits.LeftoverGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
        return code;
    }

    private async Task EndGroupAsync()
    {
        if (!Signals.SendToGroup(ProcessId, StopSignal.Terminate))
        {
            return;
        }

        using var grace = new CancellationTokenSource(_limits.LeftoverGrace);
        while (Signals.GroupExists(ProcessId) && !grace.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        Signals.SendToGroup(ProcessId, StopSignal.Kill);
    }
}
