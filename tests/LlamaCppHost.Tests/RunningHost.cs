namespace Orchestrator.LlamaCppHost.Tests;

/// <summary>One host for a class of tests; none where the library is missing, and then no test runs.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private HostProcess? _host;

    public HostProcess Host => _host ?? throw new InvalidOperationException("The host was not started.");

    public async Task InitializeAsync() =>
        _host = LlamaNative.WhyMissing() is null ? await HostProcess.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
