using System.Runtime.InteropServices;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>The first Ctrl+C stops in order (the host's own doing), the second one kills everything at once.</summary>
internal sealed class ImpatientStop(ChildProcesses processes, RunFolder folder) : IHostedService, IDisposable
{
    private const int InterruptedExitCode = 130;

    private PosixSignalRegistration? _registration;
    private int _interrupts;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Interrupted());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not at the stop, which is what the second one cuts short.</summary>
    public void Dispose() => _registration?.Dispose();

    private void Interrupted()
    {
        if (Interlocked.Increment(ref _interrupts) < 2)
        {
            return;
        }

        processes.KillAll();
        try
        {
            folder.Delete();
        }
        // Something still writes to it: the guard deletes it once that has gone.
        catch (IOException) { }

        Environment.Exit(InterruptedExitCode);
    }
}
