namespace Orchestrator.Testing;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files that belong to the project: build outputs and installed npm packages are left out.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories).Where(file => !IsOutput(file));

    private static bool IsOutput(string file) =>
        Path.GetRelativePath(Root, file)
            .Split(Path.DirectorySeparatorChar)
            .Any(part => part is "artifacts" or "bin" or "obj" or "node_modules" or ".git");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Orchestrator.sln is not above the tests.");
        }

        return folder.FullName;
    }
}
