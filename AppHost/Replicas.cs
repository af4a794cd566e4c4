using System.Globalization;

namespace Orchestrator.AppHost;

/// <summary>The machine's own Ollama if one answers, otherwise three simulated hosts of different size.</summary>
internal static class Replicas
{
    private static readonly (string Name, string Preset, int Gibibytes)[] _simulated =
    [
        ("sim-small", "small", 8),
        ("sim-coder", "coder", 16),
        ("sim-large", "large", 32),
    ];

    /// <summary>Loads and generates four times as fast as the machine it stands for: nobody learns from waiting.</summary>
    private const string SpeedFactor = "4";

    public static IReadOnlyList<Replica> AddReplicas(this IDistributedApplicationBuilder builder, Uri? ollama) =>
        ollama is null
            ? [.. _simulated.Select(host => builder.AddSimulated(host.Name, host.Preset, host.Gibibytes))]
            : [new Replica("local", ReferenceExpression.Create($"{ollama.ToString()}"), Endpoint: null)];

    /// <summary>The replicas that a worker may reach, as its settings.</summary>
    /// <param name="share">Which of the workers it is, from 0: what is not of its share it has on standby.</param>
    /// <param name="of">Number of workers.</param>
    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> worker,
        IReadOnlyList<Replica> replicas,
        int share = 0,
        int of = 1
    )
    {
        foreach (var (index, replica) in replicas.Index())
        {
            var setting = $"Worker__Replicas__{index.ToString(CultureInfo.InvariantCulture)}";
            worker.WithEnvironment($"{setting}__Name", replica.Name).WithEnvironment($"{setting}__Url", replica.Url);
            worker.WithEnvironment($"{setting}__Standby", (index % of != share).ToString());
            worker.WithEnvironment($"{setting}__VramBytes", replica.VramBytes.ToString(CultureInfo.InvariantCulture));
            if (replica.Endpoint is { } endpoint)
            {
                // The arrow: it stops after those that use it, so that no answer loses its replica while it is being finished.
                worker.WithReference(endpoint);
            }
        }

        return worker;
    }

    private static Replica AddSimulated(
        this IDistributedApplicationBuilder builder,
        string name,
        string preset,
        int gibibytes
    )
    {
        var endpoint = builder
            .AddProject<Projects.SimulatedOllama>(name, launchProfileName: null)
            .WithHttpEndpoint(name: "http")
            .WithArgs("--preset", preset, "--name", name, "--speed-factor", SpeedFactor)
            .WithEnvironment("Logging__LogLevel__Default", "Warning")
            .GetEndpoint("http");
        return new Replica(name, ReferenceExpression.Create($"{endpoint}"), endpoint)
        {
            VramBytes = (long)gibibytes << 30,
        };
    }
}
