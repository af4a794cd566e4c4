using System.Diagnostics;
using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>Runs one of the scripts in <c>clients/</c>: npm's own clients, not an imitation.</summary>
internal static class NodeClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly string Folder = Repository.PathOf("tests", "Functional.Tests", "clients");

    /// <summary>Why these tests cannot run here; null when they can.</summary>
    public static string? Missing =>
        !Directory.Exists(Path.Combine(Folder, "node_modules"))
            ? "npm's clients are not installed (npm ci in tests/Functional.Tests/clients)."
        : !IsNodeThere() ? "Node.js is not installed."
        : null;

    /// <returns>The JSON object that the script prints.</returns>
    public static async Task<JsonElement> RunAsync(string script, Uri gateway, string verb)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), gateway.ToString(), verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync().WaitAsync(Limit);
        Assert.True(node.ExitCode == 0, await errors);
        return JsonSerializer.Deserialize<JsonElement>(await output);
    }

    private static bool IsNodeThere()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")));
    }
}

/// <summary>A test that needs Node.js; names itself as skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeClient.Missing;
}

/// <inheritdoc cref="NodeFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = NodeClient.Missing;
}
