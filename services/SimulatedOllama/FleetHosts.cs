using System.Collections.Immutable;
using System.Text;
using Orchestrator.Files;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama;

/// <summary>One host of a fleet's file, instead of a preset: its machine, its models and its Ollama settings.</summary>
internal static class FleetHosts
{
    /// <summary>A fleet of thousands of hosts is far smaller.</summary>
    private const long FileBytesMax = 4 << 20;

    /// <returns>At the speed of the file; or everything that is wrong, one sentence each.</returns>
    public static (HostConfig? Config, ImmutableArray<string> Errors) Read(string file, string? host)
    {
        var reading = ReadFile(file, out var error);
        if (error is not null)
        {
            return (null, [error]);
        }

        if (reading is not { IsGood: true })
        {
            return (null, [.. (reading?.Problems ?? []).Select(problem => problem.ToString())]);
        }

        var hosts = reading.Value.Hosts;
        return hosts.FirstOrDefault(one => one.Name.Equals(host, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (found.Config, [])
            : (null, [$"Simulated:Host '{host}' is not one of {string.Join(", ", hosts.Select(one => one.Name))}."]);
    }

    private static FileReading<Fleet>? ReadFile(string file, out string? error)
    {
        try
        {
            var info = new FileInfo(file);
            error = info.Length > FileBytesMax ? $"Simulated:FleetFile '{file}' is larger than a fleet can be." : null;
            return error is null ? FleetFile.Read(file, File.ReadAllText(file, Encoding.UTF8)) : null;
        }
        // Whether a file can be read is only known when it has been.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = $"Simulated:FleetFile '{file}' cannot be read: {exception.Message}";
            return null;
        }
    }
}
