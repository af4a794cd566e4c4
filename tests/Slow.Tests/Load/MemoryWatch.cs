using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Slow.Tests.Load;

/// <summary>Looks at the resident memory of processes every few seconds, for a person to read.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private const double MiB = 1 << 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = new();
    private readonly IReadOnlyList<ServerProcess> _processes;
    private readonly Dictionary<string, List<double>> _seen;
    private readonly Task _looking;

    private MemoryWatch(IReadOnlyList<ServerProcess> processes)
    {
        _seen = processes.ToDictionary(process => process.Name, _ => new List<double>(), StringComparer.Ordinal);
        _processes = processes;
        _looking = LookAsync();
    }

    public static MemoryWatch Start(RunningCluster cluster, IEnumerable<string> names) =>
        new([.. names.Select(cluster.Process)]);

    /// <summary>Of all processes at this moment.</summary>
    public string Now() =>
        string.Join(
            ", ",
            _processes.Select(process =>
                string.Create(CultureInfo.InvariantCulture, $"{process.Name} {Resident(process):F0} MiB")
            )
        );

    /// <summary>One line for each process: its memory in MiB at each look.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, values) in _seen)
        {
            var line = string.Join(' ', values.Select(value => value.ToString("F0", CultureInfo.InvariantCulture)));
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}, MiB every {Interval.TotalSeconds} s: {line}");
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
    }

    private async Task LookAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            foreach (var process in _processes)
            {
                _seen[process.Name].Add(Resident(process));
            }

            await Task.Delay(Interval, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static double Resident(ServerProcess process)
    {
        using var system = Process.GetProcessById(process.Id);
        return system.WorkingSet64 / MiB;
    }
}
