using System.Collections.Concurrent;
using LocalServers;

namespace Orchestrator.Testing.Servers;

/// <summary>A private server for tests: its own folder, free loopback ports, gone afterwards.</summary>
public abstract class TestServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines;
    private readonly ServerInstance _instance;

    private protected TestServer(ServerInstance instance, ConcurrentQueue<string> lines)
    {
        _instance = instance;
        _lines = lines;
    }

    public int Port => _instance.Port;

    /// <summary>The server's main process; another one after each start.</summary>
    public int ProcessId => _instance.ProcessId;

    public string Folder => _instance.Folder;

    public bool IsRunning => _instance.IsRunning;

    /// <summary>Ends when the server does.</summary>
    public Task Exited => _instance.Exited;

    /// <summary>What it has written so far.</summary>
    public IReadOnlyCollection<string> Lines => [.. _lines];

    /// <summary>An orderly stop; the data stays.</summary>
    public Task StopAsync() => _instance.StopAsync();

    /// <summary>kill -9 of the server with everything that belongs to it; the data stays.</summary>
    public Task KillAsync() => _instance.KillAsync();

    /// <summary>After a stop or a kill: the same port, folder and data.</summary>
    public Task StartAgainAsync() => _instance.StartAgainAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _instance.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static string NewFolder(string name) =>
        Directory.CreateTempSubdirectory($"orchestrator-{name}-").FullName;
}
