using System.Globalization;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>Processor time of processes and of those below them, from /proc.</summary>
internal static class ProcessTree
{
    /// <summary>The process and all below it: nginx, for example, works in children of a child.</summary>
    public static IReadOnlyList<int> From(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read(id) is { } stat
            )
            {
                parents[id] = stat.Parent;
            }
        }

        return [.. parents.Keys.Where(id => IsBelow(id, root, parents))];
    }

    public static double CpuSeconds(IEnumerable<int> processes) =>
        processes.Sum(id => Read(id)?.CpuTicks ?? 0) / ProcStat.TicksPerSecond;

    private static bool IsBelow(int id, int root, Dictionary<int, int> parents)
    {
        while (id != root && parents.TryGetValue(id, out var parent))
        {
            id = parent;
        }

        return id == root;
    }

    private static ProcStat? Read(int id)
    {
        try
        {
            return ProcStat.Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat")));
        }
        // It has ended in the meantime.
        catch (IOException)
        {
            return null;
        }
    }
}
