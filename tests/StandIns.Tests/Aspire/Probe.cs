using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>Resources for the tests: the probe's program (tests/AspireProbe), and shells.</summary>
internal static class Probe
{
    /// <summary>Built with these tests, into the folder beside theirs.</summary>
    public static string Program { get; } =
        Path.Combine(
            Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/'))!.Parent!.FullName,
            "AspireProbe",
            Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')),
            "Orchestrator.AspireProbe.dll"
        );

    public static string Project { get; } = Repository.PathOf("tests", "AspireProbe", "AspireProbe.csproj");

    /// <summary>The probe as a web server behind an endpoint "http".</summary>
    public static IResourceBuilder<ExecutableResource> AddServer(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port = null
    ) => builder.AddExecutable(name, "dotnet", ".", Program).WithHttpEndpoint(port, env: "PORT");

    /// <summary>A shell that writes its variables to "name.env" and then waits.</summary>
    public static IResourceBuilder<ExecutableResource> AddRecorder(
        this IDistributedApplicationBuilder builder,
        string name
    ) => builder.AddShell(name, $"env > {name}.tmp; mv {name}.tmp {name}.env; exec sleep 600");

    public static IResourceBuilder<ExecutableResource> AddShell(
        this IDistributedApplicationBuilder builder,
        string name,
        string script
    ) => builder.AddExecutable(name, "sh", ".", "-c", script);

    public static async Task<IReadOnlyDictionary<string, string>> VariablesAsync(this AspireApp app, string recorder) =>
        Variables(await app.FileAsync($"{recorder}.env"));

    public static IReadOnlyDictionary<string, string> Variables(string lines) =>
        lines
            .Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
