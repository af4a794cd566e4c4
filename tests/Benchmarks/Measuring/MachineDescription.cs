using System.Runtime.InteropServices;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>What the figures were measured on.</summary>
internal sealed record MachineDescription(
    string Processor,
    int Cores,
    int CoresUsed,
    double MemoryGiB,
    string System,
    string Runtime,
    string Configuration
)
{
    private const double BytesPerGiB = 1024.0 * 1024 * 1024;

    public static MachineDescription Read(int coresUsed, string configuration) =>
        new(
            Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
            File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal)),
            coresUsed,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerGiB, 1),
            Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            configuration
        );

    private static string? Field(string file, string name, char separator = ':') =>
        File.Exists(file)
            ? File.ReadLines(file)
                .Where(line => line.StartsWith(name, StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(separator, StringComparison.Ordinal) + 1)..].Trim())
                .FirstOrDefault()
            : null;
}
