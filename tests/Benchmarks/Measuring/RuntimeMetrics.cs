using System.Globalization;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>What a service of ours tells about its runtime at /metrics.</summary>
/// <param name="AllocatedBytes">Since its start.</param>
/// <param name="Collections">Of all generations, since its start.</param>
internal sealed record RuntimeMetrics(double AllocatedBytes, double Collections)
{
    private const string Allocated = "dotnet_gc_heap_total_allocated_bytes_total";
    private const string Collected = "dotnet_gc_collections_total";

    public static async Task<RuntimeMetrics> ReadAsync(
        HttpClient http,
        Uri address,
        CancellationToken cancellationToken
    ) => Parse(await http.GetStringAsync(address, cancellationToken));

    public static RuntimeMetrics Parse(string text)
    {
        var lines = text.Split('\n');
        return new RuntimeMetrics(Sum(lines, Allocated), Sum(lines, Collected));
    }

    private static double Sum(string[] lines, string name) =>
        lines
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Sum(line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));
}
