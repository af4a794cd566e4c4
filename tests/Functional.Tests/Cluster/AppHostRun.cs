using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>AppHost as a person starts it, with a folder of its own for everything that it writes.</summary>
internal sealed class AppHostRun : IAsyncDisposable
{
    /// <summary>Servers and nine processes start beside the other tests, on two cores.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(1);

    /// <summary>The gateway stops first, then those that it called, then the servers, each with its own limit.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(3);

    private delegate ServerProcess Starter(
        string name,
        string project,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> settings
    );

    private readonly DirectoryInfo _folder;
    private readonly ServerProcess _process;

    private AppHostRun(DirectoryInfo folder, ServerProcess process, Uri gateway)
    {
        _folder = folder;
        _process = process;
        Gateway = gateway;
    }

    public Uri Gateway { get; }

    public ServerProcess Process => _process;

    public IReadOnlyList<RunProcess> Processes => RunTraces.ProcessesOf(_folder.FullName);

    public string Logs => Path.Combine(_folder.FullName, "data", "logs");

    private string ServersFolder => Path.Combine(_folder.FullName, "servers");

    public static AppHostRun Start(string mode, params (string Name, string Value)[] more) =>
        Start(mode, more, ServerProcess.Start);

    /// <summary>By <c>dotnet run</c>, which is then <see cref="Process"/>.</summary>
    public static AppHostRun StartByRunCommand(string mode) => Start(mode, [], ServerProcess.StartByRunCommand);

    private static AppHostRun Start(string mode, (string Name, string Value)[] more, Starter start)
    {
        var folder = RunDirectory.Create();
        var gateway = FreePort.TakeAddress();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ORCHESTRATOR_DATA_DIRECTORY"] = Path.Combine(folder.FullName, "data"),
            ["Aspire__StandIn__Folder"] = Path.Combine(folder.FullName, "servers"),
        };
        string[] arguments = ["--simulated", "--mode", mode, "--port", $"{gateway.Port}"];
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return new AppHostRun(folder, start("apphost", "AppHost", arguments, settings), gateway);
    }

    public bool Says(string text) => _process.Output.Any(line => line.Contains(text, StringComparison.Ordinal));

    public Task WaitUntilReadyAsync() =>
        Wait.UntilAsync(
            () => Task.FromResult(_process.HasExited || Says("curl -N")),
            () => $"AppHost prints a first curl line\n{Output}",
            StartLimit
        );

    /// <summary>Neither a process nor a listening socket nor a server's folder of this run is there any more.</summary>
    public async Task AssertNothingIsLeftAsync(IReadOnlySet<string> sockets)
    {
        await Wait.UntilAsync(
            () => Task.FromResult(Processes.Count == 0),
            () => $"every process of the run ends; left: {string.Join(" | ", Processes)}",
            EndLimit
        );
        await Wait.UntilAsync(
            () => Task.FromResult(ServerFiles.Count == 0),
            () => $"the servers' folders are deleted; left: {string.Join(" | ", ServerFiles)}",
            EndLimit
        );
        Assert.Empty(RunTraces.ListeningSockets().Intersect(sockets, StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Terminate();
            await _process.WaitForExitAsync(StopLimit);
        }

        await _process.DisposeAsync();
        KillRest();
        _folder.Delete(recursive: true);
    }

    // Where the test has shown that nothing is left, there is nothing; a failed one has no use for the rest.
    private void KillRest()
    {
        foreach (var left in Processes)
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(left.Id);
                process.Kill();
            }
            // It has just ended.
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException) { }
        }
    }

    public string Output => string.Join('\n', _process.Output);

    private IReadOnlyList<string> ServerFiles =>
        Directory.Exists(ServersFolder)
            ? [.. Directory.EnumerateFileSystemEntries(ServersFolder, "*", SearchOption.AllDirectories)]
            : [];
}
