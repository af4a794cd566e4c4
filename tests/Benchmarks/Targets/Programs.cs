namespace Orchestrator.Benchmarks.Targets;

/// <summary>Programs that are installed, or not.</summary>
internal static class Programs
{
    public static IEnumerable<string> OnPath(string name) =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        let path = Path.Combine(folder, name)
        where folder.Length > 0 && File.Exists(path)
        select path;
}
