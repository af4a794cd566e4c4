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

    /// <summary>Writes its variables to its log and ends. Not through a shell: some drop names that they could not write.</summary>
    public static IResourceBuilder<ExecutableResource> AddRecorder(
        this IDistributedApplicationBuilder builder,
        string name
    ) => builder.AddExecutable(name, "env", ".");

    public static IResourceBuilder<ExecutableResource> AddShell(
        this IDistributedApplicationBuilder builder,
        string name,
        string script
    ) => builder.AddExecutable(name, "sh", ".", "-c", script);

    public static async Task<IReadOnlyDictionary<string, string>> VariablesAsync(this AspireApp app, string recorder)
    {
        await app.StateAsync(recorder, "Finished");
        return Variables(app.Log(recorder));
    }

    public static IReadOnlyDictionary<string, string> Variables(string lines) =>
        lines
            .Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
