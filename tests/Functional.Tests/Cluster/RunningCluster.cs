using System.Globalization;
using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>The whole system in one of its shapes, on free ports, with its state in a folder of its own.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly List<ServerProcess> _processes = [];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orchestrator-");
    private bool _errorsAreExpected;

    private RunningCluster(Uri gateway) => Gateway = gateway;

    public Uri Gateway { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(60) };

    public IReadOnlyList<SimulatedReplica> Replicas { get; private set; } = [];

    public ServerProcess Process(string name) => _processes.Single(process => process.Name == name);

    /// <summary>Without this, a test fails when any process logged an error.</summary>
    public void ExpectErrors() => _errorsAreExpected = true;

    public static async Task<RunningCluster> StartAsync(Shape shape, ClusterOptions options)
    {
        var cluster = new RunningCluster(Ports.Free());
        try
        {
            cluster.Replicas =
            [
                .. options.Replicas.Select(
                    (preset, i) => SimulatedReplica.Start($"sim-{i + 1}", preset, options.SpeedFactor, cluster.Http)
                ),
            ];
            cluster.StartProcesses(shape, options);
            await cluster.WaitForFleetAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        foreach (var replica in Replicas)
        {
            await replica.DisposeAsync();
        }

        Http.Dispose();
        _data.Delete(recursive: true);
        if (!_errorsAreExpected)
        {
            AssertNoErrors();
        }
    }

    private void StartProcesses(Shape shape, ClusterOptions options)
    {
        if (shape == Shape.Standalone)
        {
            Start(
                "standalone",
                "Standalone",
                options,
                new() { ["Endpoints__Http"] = Gateway.ToString(), ["Endpoints__Grpc"] = Ports.Free().ToString() }
            );
            return;
        }

        Dictionary<string, string> addresses = [];
        (string Name, string Project, Uri Grpc)[] services =
        [
            ("worker", "EnsembleWorker", Ports.Free()),
            ("profiler", "Profiler", Ports.Free()),
            ("router", "Router", Ports.Free()),
            ("learning", "Learning", Ports.Free()),
            ("gateway", "Gateway", Ports.Free()),
        ];
        foreach (var service in services)
        {
            addresses[$"services__{service.Name}__grpc__0"] = service.Grpc.ToString();
        }

        foreach (var service in services)
        {
            var http = service.Name == "gateway" ? Gateway : Ports.Free();
            Start(
                service.Name,
                service.Project,
                options,
                new(addresses) { ["Endpoints__Http"] = http.ToString(), ["Endpoints__Grpc"] = service.Grpc.ToString() }
            );
        }
    }

    private void Start(string name, string project, ClusterOptions options, Dictionary<string, string> settings)
    {
        settings["ORCHESTRATOR_DATA_DIRECTORY"] = _data.CreateSubdirectory(name).FullName;
        settings["ServiceCredential"] = "a-credential-only-for-functional-tests";
        for (var i = 0; i < Replicas.Count; i++)
        {
            var prefix = $"Worker__Replicas__{i.ToString(CultureInfo.InvariantCulture)}";
            settings[$"{prefix}__Name"] = Replicas[i].Name;
            settings[$"{prefix}__Url"] = Replicas[i].Address.ToString();
        }

        foreach (var (key, value) in options.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            settings[key] = value;
        }

        _processes.Add(ServerProcess.Start(name, project, ["--stop-with-parent"], settings));
    }

    /// <summary>Waits until the gateway lists a model of every replica.</summary>
    private Task WaitForFleetAsync() =>
        Wait.UntilAsync(
            AllReplicasAreListedAsync,
            () => $"The gateway did not list every replica's models.\n{AllOutput()}",
            StartLimit
        );

    private async Task<bool> AllReplicasAreListedAsync()
    {
        try
        {
            var json = await Http.GetStringAsync(new Uri(Gateway, "v1/models"));
            var models = JsonSerializer.Deserialize<JsonElement>(json).GetProperty("data").EnumerateArray();
            return models.Any(model => model.GetProperty("owned_by").GetString() != "orchestrator");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string AllOutput() =>
        string.Join('\n', _processes.SelectMany(process => process.Output.Select(line => $"[{process.Name}] {line}")));

    private void AssertNoErrors()
    {
        var errors = _processes
            .SelectMany(process => process.Output)
            .Where(line =>
                line.Contains("\"Error\"", StringComparison.Ordinal)
                || line.Contains("\"Critical\"", StringComparison.Ordinal)
            );
        Assert.Empty(errors);
    }
}
