using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>One process of a cluster.</summary>
/// <param name="Name">Its name in the test.</param>
/// <param name="Project">Which program it is.</param>
/// <param name="Serves">The services that peers find in it.</param>
/// <param name="Arguments">Its command line.</param>
internal sealed record Part(string Name, string Project, IReadOnlyList<string> Serves, params string[] Arguments)
{
    public Uri Http { get; } = FreePort.TakeAddress();

    public Uri Grpc { get; } = FreePort.TakeAddress();
}

/// <summary>Which processes there are. The parts find each other by the addresses that Aspire would inject.</summary>
internal sealed record Layout(IReadOnlyList<Part> Parts)
{
    public static Layout Of(Shape shape) => shape == Shape.Standalone ? Standalone() : FiveProcesses();

    /// <summary>Two gateways and two routers before one process with the rest.</summary>
    public static Layout TwoGatewaysAndTwoRouters() =>
        new([
            new Part("rest", "Standalone", ["worker", "profiler", "learning"], "--target=worker,profiler,learning"),
            new Part("router-1", "Router", ["router"]),
            new Part("router-2", "Router", ["router"]),
            new Part("gateway-1", "Gateway", []),
            new Part("gateway-2", "Gateway", []),
        ]);

    /// <summary>Two of everything that requests pass through; the rest once.</summary>
    public static Layout Whole() =>
        new([
            new Part("worker-1", "EnsembleWorker", ["worker-1"]),
            new Part("worker-2", "EnsembleWorker", ["worker-2"]),
            new Part("profiler", "Profiler", ["profiler"]),
            new Part("router-1", "Router", ["router"]),
            new Part("router-2", "Router", ["router"]),
            new Part("learning", "Learning", ["learning"]),
            new Part("gateway-1", "Gateway", []),
            new Part("gateway-2", "Gateway", []),
        ]);

    /// <summary>The workers, in order.</summary>
    public IReadOnlyList<Part> Workers =>
        [.. Parts.Where(part => part.Serves.Any(name => name.StartsWith("worker", StringComparison.Ordinal)))];

    /// <summary>Settings that tell one part where it listens and where its peers are.</summary>
    public Dictionary<string, string> SettingsOf(Part part)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Endpoints__Http"] = part.Http.ToString(),
            ["Endpoints__Grpc"] = part.Grpc.ToString(),
        };
        foreach (
            var service in Parts.SelectMany(peer => peer.Serves.Select(name => (name, peer.Grpc))).GroupBy(x => x.name)
        )
        {
            foreach (var (index, peer) in service.Index())
            {
                settings[FormattableString.Invariant($"services__{service.Key}__grpc__{index}")] = peer.Grpc.ToString();
            }
        }

        return settings;
    }

    private static Layout Standalone() => new([new Part("gateway", "Standalone", [])]);

    private static Layout FiveProcesses() =>
        new([
            new Part("worker", "EnsembleWorker", ["worker"]),
            new Part("profiler", "Profiler", ["profiler"]),
            new Part("router", "Router", ["router"]),
            new Part("learning", "Learning", ["learning"]),
            new Part("gateway", "Gateway", []),
        ]);
}
