using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.AppHost;

/// <summary>A closed terminal stops the system as Ctrl+C does; the host itself hears only Ctrl+C and SIGTERM.</summary>
internal sealed class HangUp(IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private PosixSignalRegistration? _registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registration?.Dispose();

    // Cancel = true: the process lives on until its children are gone.
    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        lifetime.StopApplication();
    }
}
