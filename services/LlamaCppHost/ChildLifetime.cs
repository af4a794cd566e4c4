using System.Runtime.InteropServices;

namespace Orchestrator.LlamaCppHost;

/// <summary>
/// Of a host that a worker has started. Ctrl+C reaches all processes of a terminal, but only the worker knows when its calls are
/// over: it then closes the pipe that this process watches.
/// </summary>
internal sealed class ChildLifetime : IHostLifetime, IDisposable
{
    private readonly PosixSignalRegistration _interrupt = PosixSignalRegistration.Create(
        PosixSignal.SIGINT,
        signal => signal.Cancel = true
    );

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _interrupt.Dispose();
}
