namespace LocalServers;

/// <summary>Finds programs on the PATH and where Debian keeps those that are not on it.</summary>
internal static class InstalledProgram
{
    public static string? Find(string name, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(folders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    public static string Missing(string what, string package) =>
        $"{what} is not installed: sudo apt-get install {package} (or eng/install-servers.sh).";
}
