using System.Globalization;
using Orchestrator.Benchmarks.Stub;
using Orchestrator.Testing;

namespace Orchestrator.Benchmarks.Targets;

/// <summary>The local shape: gateway, router, worker and profiler as processes, with their defaults.</summary>
internal sealed class OwnProcesses(string folder, int stubPort, bool exports) : IAsyncDisposable
{
    private const int Slots = 256;
    private static readonly (string Name, string Project)[] _parts =
    [
        ("worker", "EnsembleWorker"),
        ("profiler", "Profiler"),
        ("router", "Router"),
        ("gateway", "Gateway"),
    ];

    private readonly List<ChildProcess> _processes = [];
    private readonly Dictionary<string, Uri> _http = _parts.ToDictionary(
        part => part.Name,
        _ => FreePort.TakeAddress()
    );
    private readonly Dictionary<string, Uri> _grpc = _parts.ToDictionary(
        part => part.Name,
        _ => FreePort.TakeAddress()
    );

    public Uri Gateway => _http[Target.Gateway];

    public IReadOnlyList<ChildProcess> Processes => _processes;

    /// <summary>Debug or Release: the services run as this program was built.</summary>
    public static string Configuration { get; } =
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string AssemblyOf(string project) =>
        Repository.PathOf("artifacts", "bin", project, Configuration, $"Orchestrator.{project}.dll");

    public void Start(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, project) in _parts)
        {
            var all = SettingsOf(name);
            foreach (var (key, value) in settings)
            {
                all[key] = value;
            }

            _processes.Add(ChildProcess.Start(name, folder, "dotnet", [AssemblyOf(project)], all));
        }
    }

    public async Task<Target> ReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var process in _processes)
        {
            await Ready.WaitAsync(new Uri(_http[process.Name], "ready"), "", process, cancellationToken);
        }

        await Ready.WaitAsync(new Uri(Gateway, "api/tags"), StubServer.Model, _processes[^1], cancellationToken);
        return new Target(
            Target.Gateway,
            "this system: gateway, router and worker as processes",
            Ready.EndPointOf(Gateway),
            [.. _processes.Select(process => new TargetProcess(process.Name, process.Id, MetricsOf(process.Name)))]
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }
    }

    private Uri MetricsOf(string name) => new(_http[name], "metrics");

    private Dictionary<string, string> SettingsOf(string name)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Endpoints__Http"] = _http[name].ToString(),
            ["Endpoints__Grpc"] = _grpc[name].ToString(),
            ["ORCHESTRATOR_DATA_DIRECTORY"] = Directory.CreateDirectory(Path.Combine(folder, $"{name}-data")).FullName,
            ["Stopping__WithParent"] = "true",
            ["ServiceCredential"] = "a-credential-only-for-benchmarks",
            ["Worker__Replicas__0__Name"] = "stub",
            ["Worker__Replicas__0__Url"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{stubPort}/"),
            ["Worker__Replicas__0__Slots"] = Slots.ToString(CultureInfo.InvariantCulture),
        };
        if (exports)
        {
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = string.Create(
                CultureInfo.InvariantCulture,
                $"http://127.0.0.1:{stubPort}"
            );
            settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }

        foreach (var (peer, address) in _grpc)
        {
            settings[$"services__{peer}__grpc__0"] = address.ToString();
        }

        return settings;
    }
}
