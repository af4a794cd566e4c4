namespace Aspire.Hosting.Processes;

/// <summary>Where a program is: <c>setsid</c> could only say that it found none when it is too late.</summary>
internal static class ProgramPath
{
    public static string? Find(string program, string? workingDirectory = null, string? searchPath = null)
    {
        if (program.Contains(Path.DirectorySeparatorChar) || program.Contains('/'))
        {
            return Existing(Path.GetFullPath(program, workingDirectory ?? Directory.GetCurrentDirectory()));
        }

        return (searchPath ?? Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Existing(Path.Combine(folder, program)))
            .FirstOrDefault(found => found is not null);
    }

    private static string? Existing(string path) =>
        OperatingSystem.IsWindows() ? new[] { path, path + ".exe", path + ".cmd" }.FirstOrDefault(File.Exists)
        : IsExecutable(path) ? path
        : null;

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && !OperatingSystem.IsWindows()
        && (
            File.GetUnixFileMode(path)
            & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)
        ) != 0;
}
