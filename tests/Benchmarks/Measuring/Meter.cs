using System.Diagnostics;
using Orchestrator.Benchmarks.Targets;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>What the machine and the processes have used, read before and after a load.</summary>
internal sealed class Meter : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Dictionary<string, IReadOnlyList<int>> _processes;
    private readonly IReadOnlyList<Target> _targets;

    public Meter(TargetProcess stub, IReadOnlyList<Target> targets)
    {
        _targets = targets;
        _processes = targets
            .SelectMany(target => target.Processes)
            .Append(stub)
            .ToDictionary(process => process.Name, process => ProcessTree.From(process.Id));
        _processes.Add("generator", [Environment.ProcessId]);
    }

    /// <param name="metricsOf">Whose runtimes are asked, too; asking costs them something.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    public async Task<Reading> ReadAsync(Target? metricsOf, CancellationToken cancellationToken)
    {
        var allocated = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var process in metricsOf?.Processes ?? [])
        {
            if (process.Metrics is { } address)
            {
                var metrics = await RuntimeMetrics.ReadAsync(_http, address, cancellationToken);
                allocated.Add(process.Name, metrics.AllocatedBytes);
            }
        }

        return new Reading(
            Stopwatch.GetTimestamp(),
            MachineCpu.Now(),
            _processes.ToDictionary(pair => pair.Key, pair => ProcessTree.CpuSeconds(pair.Value)),
            allocated
        );
    }

    /// <summary>The names of the processes that a request of this target passes.</summary>
    public IEnumerable<string> OnTheWay(Target target) =>
        _targets
            .Single(known => known.Name == target.Name)
            .Processes.Select(process => process.Name)
            .Concat(["stub", "generator"]);

    public void Dispose() => _http.Dispose();
}

internal sealed record Reading(
    long At,
    MachineCpu Machine,
    IReadOnlyDictionary<string, double> CpuSeconds,
    IReadOnlyDictionary<string, double> AllocatedBytes
)
{
    public double SecondsUntil(Reading later) => Stopwatch.GetElapsedTime(At, later.At).TotalSeconds;

    public Dictionary<string, double> CpuUntil(Reading later) => Difference(CpuSeconds, later.CpuSeconds);

    public Dictionary<string, double> AllocatedUntil(Reading later) => Difference(AllocatedBytes, later.AllocatedBytes);

    /// <summary>What neither we nor idleness took, as a share of the cores that we use.</summary>
    public double ForeignShareUntil(Reading later, int cores)
    {
        var used = later.Machine.Busy + later.Machine.Stolen - Machine.Busy - Machine.Stolen;
        var foreign = used - CpuUntil(later).Values.Sum();
        return Math.Max(0, foreign / (SecondsUntil(later) * cores));
    }

    private static Dictionary<string, double> Difference(
        IReadOnlyDictionary<string, double> before,
        IReadOnlyDictionary<string, double> after
    ) => after.ToDictionary(pair => pair.Key, pair => pair.Value - before.GetValueOrDefault(pair.Key));
}
