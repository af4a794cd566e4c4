using Aspire.Hosting.LocalServers;

namespace LocalServers.Hosting;

/// <summary>A private server as the runner of the application sees it.</summary>
internal sealed class HostedServer : ILocalServer
{
    private readonly ServerInstance _instance;

    private HostedServer(ServerInstance instance)
    {
        _instance = instance;
        ProcessId = instance.ProcessId;
        Exited = EndAsync(instance.Exited);
    }

    public int ProcessId { get; }

    public Task<int> Exited { get; }

    public static async Task<ILocalServer> StartAsync(ServerInstance instance, CancellationToken cancellationToken)
    {
        await instance.BeginAsync(cancellationToken);
        return new HostedServer(instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _instance.StopAsync();
        await Exited;
    }

    // A server that was killed from outside leaves helpers and shared memory: they go before its end is told.
    private async Task<int> EndAsync(Task<int> exited)
    {
        var code = await exited;
        await _instance.KillAsync();
        return code;
    }
}
