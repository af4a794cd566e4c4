namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>Finds the program that runs llama.cpp, and how it is started.</summary>
internal static class HostProgram
{
    private const string Name = "Orchestrator.LlamaCppHost.dll";
    private const string Project = "LlamaCppHost";

    /// <param name="configured">A path, or empty.</param>
    /// <param name="ownFolder">Where this worker's binaries are.</param>
    /// <param name="exists">Asks whether a file is there.</param>
    /// <returns>The path, or null with nothing found.</returns>
    public static string? Find(string configured, string ownFolder, Func<string, bool> exists)
    {
        if (configured.Length > 0)
        {
            return exists(configured) ? Path.GetFullPath(configured) : null;
        }

        // Published beside or below the worker, or built in the same checkout (artifacts/bin/<project>/<configuration>).
        var folder = Path.TrimEndingDirectorySeparator(ownFolder);
        string[] places =
        [
            Path.Combine(folder, Name),
            Path.Combine(folder, Project, Name),
            Path.Combine(folder, "..", Project, Name),
            Path.Combine(folder, "..", "..", Project, Path.GetFileName(folder), Name),
        ];
        return places.Select(Path.GetFullPath).FirstOrDefault(exists);
    }

    /// <returns>What is started, and its first arguments.</returns>
    public static (string File, string[] Arguments) Command(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? (Dotnet(), [path]) : (path, []);

    // The runtime that runs this worker, where it is run by one; a worker that is an executable finds one by its name.
    private static string Dotnet() =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : "dotnet";
}
