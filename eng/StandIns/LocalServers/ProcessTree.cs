using System.Diagnostics;
using System.Globalization;

namespace LocalServers;

/// <summary>A process and what it started. Without /proc only the process itself is known.</summary>
internal static class ProcessTree
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    /// <summary>kill -9, the root first, so that it starts nothing again; returns when all are gone.</summary>
    public static async Task KillAsync(int root)
    {
        var all = WithDescendants(root);
        foreach (var id in all)
        {
            Kill(id);
        }

        while (all.Any(IsAlive))
        {
            await Task.Delay(_pause);
        }
    }

    public static IReadOnlyList<int> WithDescendants(int root)
    {
        var children = Processes().ToLookup(process => process.Parent, process => process.Id);
        var all = new List<int> { root };
        for (var at = 0; at < all.Count; at++)
        {
            all.AddRange(children[all[at]]);
        }

        return all;
    }

    /// <summary>A zombie is not alive: it only waits for its parent to read its exit code.</summary>
    public static bool IsAlive(int id) =>
        Directory.Exists("/proc/self") && Fields(id) is var fields && fields is not ([] or ["Z", ..] or ["X", ..]);

    private static IEnumerable<(int Id, int Parent)> Processes() =>
        from folder in Directory.Exists("/proc/self") ? Directory.EnumerateDirectories("/proc") : []
        let id = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0
        where id > 0
        let fields = Fields(id)
        where fields.Length > 1
        select (id, int.Parse(fields[1], CultureInfo.InvariantCulture));

    // "id (name) state parent …"; a name may hold spaces and brackets.
    private static string[] Fields(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return []; // gone
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended by itself in between, as postgres' children do when their parent is gone.
        }
    }
}
