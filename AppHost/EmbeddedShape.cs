using System.Security.Cryptography;

namespace Orchestrator.AppHost;

/// <summary>Everything in one process, with the machine's Ollama or with simulated replicas beside it.</summary>
internal sealed class EmbeddedShape(AppHostOptions options)
{
    /// <summary>A cold start takes two to four seconds on two cores; a machine under load gets this long.</summary>
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(60);

    private readonly List<ChildProcess> _children = [];

    // One for the internal endpoint, the others for simulated replicas. Taken together, so that none comes twice.
    private readonly IReadOnlyList<int> _ports = FreePorts.Take(1 + Replicas.SimulatedCount);

    private readonly string _dataFolder = Path.GetFullPath(
        Environment.GetEnvironmentVariable(DataFolder.Variable) is { Length: > 0 } set ? set : BuiltAssemblies.RunFolder
    );

    /// <returns>An exit code (<see cref="ExitCodes"/>).</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (FreePorts.ProblemOf(options.Port) is { } problem)
        {
            await Console.Error.WriteLineAsync(StartReport.PortUnusable(options.Port, problem));
            return ExitCodes.Failed;
        }

        try
        {
            using var folder = DataFolder.Open(_dataFolder);
            try
            {
                return await StartAndWaitAsync(stop);
            }
            finally
            {
                await StopChildrenAsync();
            }
        }
        catch (StartException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(StartReport.TooSlow(_startLimit, _dataFolder));
            return ExitCodes.Failed;
        }
    }

    private async Task<int> StartAndWaitAsync(CancellationToken stop)
    {
        // Everything asked here is on this machine or beside it, whatever proxy the environment names.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        var found = options.ForceSimulated
            ? null
            : await LocalOllama.FindAsync(http, Environment.GetEnvironmentVariable("OLLAMA_HOST"), stop);
        Console.WriteLine(StartReport.Found(found));
        var replicas = StartReplicas(found);
        var gateway = Replicas.Loopback(options.Port);
        var standalone = StartStandalone(gateway, replicas);

        var readiness = new Readiness(http, gateway, replicas);
        var ended = Task.WhenAny(_children.Select(child => child.Exited));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_startLimit);
        var models = readiness.WaitForModelsAsync(limit.Token);
        if (await Task.WhenAny(models, ended) == ended)
        {
            await Console.Error.WriteLineAsync(StartReport.Ended(FirstEnded(), _dataFolder));
            return ExitCodes.Failed;
        }

        Console.WriteLine(StartReport.Ready(gateway, await models, replicas.Count, found is null, _dataFolder));
        await Task.WhenAny(ended, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        if (stop.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }

        await Console.Error.WriteLineAsync(StartReport.Ended(FirstEnded() ?? standalone.Name, _dataFolder));
        return ExitCodes.Failed;
    }

    private IReadOnlyList<Replica> StartReplicas(Uri? found)
    {
        if (found is not null)
        {
            return [new Replica("local", found)];
        }

        _children.AddRange(Replicas.StartSimulated([.. _ports.Skip(1)], out var replicas));
        return replicas;
    }

    private ChildProcess StartStandalone(Uri gateway, IReadOnlyList<Replica> replicas)
    {
        var environment = new Dictionary<string, string>(Replicas.ToEnvironment(replicas), StringComparer.Ordinal)
        {
            ["Endpoints__Http"] = gateway.ToString(),
            ["Endpoints__Grpc"] = Replicas.Loopback(_ports[0]).ToString(),
            [DataFolder.Variable] = _dataFolder,
            // A terminal is for what needs a person; the rest is in the log files.
            ["Logging__Console__LogLevel__Default"] = "Warning",
            ["Logs__Console"] = "Simple",
            ["Logs__File__Directory"] = Path.Combine(_dataFolder, "logs"),
            ["Stopping__WithParent"] = "true",
            ["ServiceCredential"] = RandomNumberGenerator.GetHexString(64, lowercase: true),
        };
        var child = ChildProcess.Start("orchestrator", BuiltAssemblies.Standalone, [], environment);
        _children.Add(child);
        return child;
    }

    private string? FirstEnded() => _children.Find(child => child.Exited.IsCompleted)?.Name;

    // The gateway goes first, so that no answer loses its replica while it is being finished.
    private async Task StopChildrenAsync()
    {
        for (var i = _children.Count - 1; i >= 0; i--)
        {
            await _children[i].DisposeAsync();
        }
    }
}
