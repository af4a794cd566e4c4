using System.Globalization;

namespace Orchestrator.AppHost;

/// <summary>The machine's own Ollama if one answers, otherwise three simulated hosts of different size.</summary>
internal static class Replicas
{
    private static readonly (string Name, string Preset)[] _simulated =
    [
        ("sim-small", "small"),
        ("sim-coder", "coder"),
        ("sim-large", "large"),
    ];

    /// <summary>Loads and generates four times as fast as the machine it stands for: nobody learns from waiting.</summary>
    private const string SpeedFactor = "4";

    public static int SimulatedCount => _simulated.Length;

    public static IReadOnlyList<ChildProcess> StartSimulated(
        IReadOnlyList<int> ports,
        out IReadOnlyList<Replica> replicas
    )
    {
        replicas = [.. _simulated.Zip(ports, (host, port) => new Replica(host.Name, Loopback(port)))];
        return
        [
            .. _simulated.Zip(
                replicas,
                (host, replica) =>
                    ChildProcess.Start(
                        host.Name,
                        BuiltAssemblies.SimulatedOllama,
                        [
                            "--urls",
                            replica.Address.ToString(),
                            "--preset",
                            host.Preset,
                            "--name",
                            host.Name,
                            "--stop-with-parent",
                        ],
                        new Dictionary<string, string>(StringComparer.Ordinal)
                        {
                            ["Logging__LogLevel__Default"] = "Warning",
                            ["Simulated__SpeedFactor"] = SpeedFactor,
                        }
                    )
            ),
        ];
    }

    /// <summary>The replicas as settings of the worker.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ToEnvironment(IReadOnlyList<Replica> replicas) =>
        replicas.SelectMany(
            (replica, index) =>
                new KeyValuePair<string, string>[]
                {
                    new($"Worker__Replicas__{index.ToString(CultureInfo.InvariantCulture)}__Name", replica.Name),
                    new(
                        $"Worker__Replicas__{index.ToString(CultureInfo.InvariantCulture)}__Url",
                        replica.Address.ToString()
                    ),
                }
        );

    public static Uri Loopback(int port) => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
}
