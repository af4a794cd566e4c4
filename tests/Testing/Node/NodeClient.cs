using System.Diagnostics;
using System.Text.Json;

namespace Orchestrator.Testing.Node;

/// <summary>Runs one of the scripts in <c>tests/Functional.Tests/clients</c>: npm's own clients, not an imitation.</summary>
public static class NodeClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly string Folder = Repository.PathOf("tests", "Functional.Tests", "clients");

    /// <summary>Why these tests cannot run here; null when they can.</summary>
    /// <param name="package">One that is needed.</param>
    public static string? WhyMissing(string package) =>
        !Directory.Exists(Path.Combine(Folder, "node_modules", package))
            ? $"npm's client {package} is not installed (npm ci in tests/Functional.Tests/clients)."
        : !IsNodeThere() ? "Node.js is not installed."
        : null;

    /// <returns>The JSON object that the script prints.</returns>
    public static async Task<JsonElement> RunAsync(string script, Uri server, string verb)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), server.ToString(), verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("Node.js could not be started.");
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        try
        {
            await node.WaitForExitAsync().WaitAsync(Limit);
        }
        finally
        {
            // Nothing stays behind when the script hangs.
            node.Kill(entireProcessTree: true);
        }

        return node.ExitCode == 0
            ? JsonElement.Parse(await output)
            : throw new InvalidOperationException($"{script} {verb} failed: {await errors}");
    }

    private static bool IsNodeThere()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")));
    }
}
