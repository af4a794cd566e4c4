using System.Net;
using Orchestrator.Benchmarks.Load;

namespace Orchestrator.Benchmarks.Targets;

/// <summary>One way to the stub.</summary>
/// <param name="Name">Its key in the results.</param>
/// <param name="Label">What it is, for readers.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Processes">The processes that a request passes on this way, the stub left out.</param>
internal sealed record Target(string Name, string Label, IPEndPoint Address, IReadOnlyList<TargetProcess> Processes)
    : IDisposable
{
    public const string Direct = "direct";
    public const string Gateway = "gateway";
    public const string Nginx = "nginx";
    public const string Node = "node";

    private const int MaxConnections = 512;

    public ConnectionPool Connections { get; } = new(Address, MaxConnections);

    public void Dispose() => Connections.Dispose();
}

/// <param name="Name">For the results.</param>
/// <param name="Id">Of the process; those below it belong to it.</param>
/// <param name="Metrics">Where it tells its own figures; null where it has none.</param>
internal sealed record TargetProcess(string Name, int Id, Uri? Metrics = null);
