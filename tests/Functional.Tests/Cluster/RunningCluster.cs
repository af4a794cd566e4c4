using System.Globalization;
using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>The whole system in one of its shapes, on free ports, with its state in a folder of its own.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    public const string Credential = "a-credential-only-for-functional-tests";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Layout _layout;
    private readonly List<ServerProcess> _processes = [];
    private readonly Dictionary<string, Dictionary<string, string>> _settings = new(StringComparer.Ordinal);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orchestrator-");
    private bool _errorsAreExpected;

    private RunningCluster(Layout layout) => _layout = layout;

    /// <summary>The only gateway, or the first of several.</summary>
    public Uri Gateway =>
        HttpOf(_layout.Parts.First(part => part.Name.StartsWith("gateway", StringComparison.Ordinal)).Name);

    public HttpClient Http { get; } = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(60) };

    public IReadOnlyList<SimulatedReplica> Replicas { get; private set; } = [];

    /// <summary>How much faster than a real host the replicas are.</summary>
    public double SpeedFactor { get; private set; }

    /// <summary>Starts a replica that was killed again, at its old address and with nothing in memory.</summary>
    public async Task StartReplicaAgainAsync(int index)
    {
        var again = Replicas[index].StartAgain();
        Replicas = [.. Replicas.Take(index), again, .. Replicas.Skip(index + 1)];
        await Wait.UntilAsync(() => again.AnswersAsync(), $"{again.Name} answers again");
    }

    public static Task<RunningCluster> StartAsync(Shape shape, ClusterOptions options) =>
        StartAsync(Layout.Of(shape), options);

    public static async Task<RunningCluster> StartAsync(Layout layout, ClusterOptions options)
    {
        var cluster = new RunningCluster(layout);
        try
        {
            cluster.StartReplicas(options);
            var state = await cluster.StateAsync(options);
            foreach (var part in layout.Parts)
            {
                cluster.Start(part, options, state);
            }

            await cluster.WaitForFleetAsync();
            return cluster;
        }
        catch
        {
            cluster.ExpectErrors();
            await cluster.DisposeAsync();
            throw;
        }
    }

    public Uri HttpOf(string name) => _layout.Parts.Single(part => part.Name == name).Http;

    public Uri GrpcOf(string name) => _layout.Parts.Single(part => part.Name == name).Grpc;

    /// <summary>The newest life of this part.</summary>
    public ServerProcess Process(string name) => _processes.Last(process => process.Name == name);

    /// <summary>Null when this cluster lives on files and in memory.</summary>
    public ClusterServers? Servers { get; private set; }

    /// <summary>The database of this cluster on <see cref="Servers"/>; empty without them.</summary>
    public string Database { get; private set; } = "";

    /// <summary>Starts a part that was killed again, as Kubernetes would, and waits until it is ready.</summary>
    public async Task StartAgainAsync(string name)
    {
        var part = _layout.Parts.Single(part => part.Name == name);
        _processes.Add(ServerProcess.Start(part.Name, part.Project, part.Arguments, _settings[name]));
        await WaitUntilReadyAsync(part, "is ready again");
    }

    /// <summary>Starts every part and every replica that has ended again, and waits until they are ready.</summary>
    public Task StartEndedAgainAsync()
    {
        var parts = _layout.Parts.Select(part => part.Name).Where(name => Process(name).HasExited);
        var replicas = Enumerable.Range(0, Replicas.Count).Where(index => Replicas[index].Process.HasExited);
        return Task.WhenAll([.. parts.Select(StartAgainAsync), .. replicas.Select(StartReplicaAgainAsync)]);
    }

    /// <summary>Without this, a test fails when any process logged an error.</summary>
    public void ExpectErrors() => _errorsAreExpected = true;

    /// <summary>What the processes have logged as errors so far.</summary>
    public IReadOnlyList<string> Errors =>
        [
            .. _processes
                .SelectMany(process => process.Output.Select(line => $"[{process.Name}] {line}"))
                .Where(line =>
                    line.Contains("\"Error\"", StringComparison.Ordinal)
                    || line.Contains("\"Critical\"", StringComparison.Ordinal)
                ),
        ];

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

    private void StartReplicas(ClusterOptions options)
    {
        SpeedFactor = options.SpeedFactor;
        Replicas =
        [
            .. options.Replicas.Select((preset, i) => SimulatedReplica.Start($"sim-{i + 1}", preset, options, Http)),
        ];
    }

    private async Task<Dictionary<string, string>> StateAsync(ClusterOptions options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        Servers = _layout.Parts.Count > 1 && options.Servers ? await ClusterServers.FindAsync() : null;
        if (Servers is { } servers)
        {
            Database = await servers.NewDatabaseAsync();
            settings["ConnectionStrings__orchestrator"] = Database;
            settings["ConnectionStrings__messaging"] = servers.Rabbit.ConnectionString;
            settings["ConnectionStrings__cache"] = servers.Redis.ConnectionString;
        }

        return settings;
    }

    private void Start(Part part, ClusterOptions options, Dictionary<string, string> state)
    {
        var settings = _layout.SettingsOf(part);
        foreach (var (key, value) in state)
        {
            settings[key] = value;
        }

        settings["ORCHESTRATOR_DATA_DIRECTORY"] = _data.CreateSubdirectory(part.Name).FullName;
        settings["Stopping__WithParent"] = "true";
        settings["ServiceCredential"] = Credential;
        // Tests count what replicas do; probes of idle ones are tests of their own.
        settings["Profiler__Probing__Enabled"] = "false";
        // Where all processes of a test share two cores, a slow look says nothing of the replica.
        settings["Worker__Health__SlowLook"] = "00:01:00";
        var workers = _layout.Workers;
        var turn = workers.ToList().IndexOf(part);
        settings["Worker__Name"] = part.Name;
        for (var i = 0; i < Replicas.Count; i++)
        {
            var prefix = $"Worker__Replicas__{i.ToString(CultureInfo.InvariantCulture)}";
            settings[$"{prefix}__Name"] = Replicas[i].Name;
            settings[$"{prefix}__Url"] = Replicas[i].Address.ToString();
            settings[$"{prefix}__Standby"] = (turn >= 0 && i % workers.Count != turn).ToString();
        }

        foreach (var (key, value) in options.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            settings[key] = value;
        }

        foreach (var (key, value) in options.SettingsOf?.Invoke(part.Name) ?? new Dictionary<string, string>())
        {
            settings[key] = value;
        }

        _settings[part.Name] = settings;
        _processes.Add(ServerProcess.Start(part.Name, part.Project, part.Arguments, settings));
    }

    /// <summary>
    /// As an orchestrator of containers does: no traffic before every part says that it is ready. All at once: the first answer of
    /// a new process costs it more than any later one.
    /// </summary>
    private async Task WaitForFleetAsync()
    {
        await Task.WhenAll(_layout.Parts.Select(part => WaitUntilReadyAsync(part, "is ready")));
        var gateways = _layout.Parts.Where(part => part.Name.StartsWith("gateway", StringComparison.Ordinal));
        await Task.WhenAll(gateways.Select(WaitUntilListedAsync));
    }

    private Task WaitUntilReadyAsync(Part part, string what) =>
        Wait.UntilAsync(() => IsReadyAsync(part.Http), () => $"{part.Name} {what}\n{AllOutput()}", StartLimit);

    private Task WaitUntilListedAsync(Part gateway) =>
        Wait.UntilAsync(
            () => EveryReplicaIsListedAsync(gateway.Http),
            () => $"{gateway.Name} lists the models of every replica\n{AllOutput()}",
            StartLimit
        );

    private async Task<bool> IsReadyAsync(Uri part)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(part, "ready"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<bool> EveryReplicaIsListedAsync(Uri gateway)
    {
        try
        {
            var listed = await ModelsAsync(gateway);
            foreach (var replica in Replicas)
            {
                if (!listed.IsSupersetOf(await ModelsAsync(replica.Address)))
                {
                    return false;
                }
            }

            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<HashSet<string>> ModelsAsync(Uri server)
    {
        var json = await Http.GetStringAsync(new Uri(server, "api/tags"));
        var models = JsonSerializer.Deserialize<JsonElement>(json).GetProperty("models").EnumerateArray();
        return models.Select(model => model.GetProperty("name").GetString()!).ToHashSet(StringComparer.Ordinal);
    }

    private string AllOutput() =>
        string.Join('\n', _processes.SelectMany(process => process.Output.Select(line => $"[{process.Name}] {line}")));

    private void AssertNoErrors() =>
        Assert.True(Errors.Count == 0, $"Errors that no test announced:\n{string.Join('\n', Errors)}");
}
