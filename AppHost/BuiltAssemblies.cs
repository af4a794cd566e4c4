namespace Orchestrator.AppHost;

/// <summary>Where the build puts the other programs: <c>artifacts/bin/&lt;project&gt;/&lt;configuration&gt;</c>, beside this one.</summary>
internal static class BuiltAssemblies
{
    private static readonly string _output = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);

    public static string Standalone => Of("Standalone");

    public static string SimulatedOllama => Of("SimulatedOllama");

    /// <summary>State and logs unless ORCHESTRATOR_DATA_DIRECTORY says otherwise; survives a restart, goes with <c>artifacts</c>.</summary>
    public static string RunFolder => Path.GetFullPath(Path.Combine(_output, "..", "..", "..", "run"));

    private static string Of(string project)
    {
        var path = Path.Combine(_output, "..", "..", project, Path.GetFileName(_output), $"Orchestrator.{project}.dll");
        return File.Exists(path)
            ? Path.GetFullPath(path)
            : throw new StartException($"{project} is not built. Start with: dotnet run --project AppHost");
    }
}
