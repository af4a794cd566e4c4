using Orchestrator.Files;

namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>Files that arguments and other files name. What cannot be opened is a problem and no exception.</summary>
internal sealed class InputFiles(ArgumentProblems problems)
{
    /// <returns>The text, cut beyond what its reader takes; null, and a problem, when it cannot be read.</returns>
    public string? Text(string option, string path)
    {
        try
        {
            using var file = Open(path);
            return BoundedText.Of(file);
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            problems.Add(option, Said(path, exception));
            return null;
        }
    }

    /// <returns>Opens the file each time at its beginning; null, and a problem, when it cannot be opened.</returns>
    public Func<Stream>? Stream(string option, string path)
    {
        try
        {
            using var first = Open(path);
            if (first.CanSeek)
            {
                return () => Open(path);
            }

            // Checked before it is replayed, and replayed once for each policy and seed.
            problems.Add(option, $"{Quoted.Of(path)} is a pipe, and a trace is read more than once: make it a file");
            return null;
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            problems.Add(option, Said(path, exception));
            return null;
        }
    }

    /// <summary>For files that a workload file names: relative to it, as its author sees them.</summary>
    public static Func<string, Stream?> Beside(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        return name =>
        {
            try
            {
                return Open(Path.Combine(folder, name));
            }
            catch (Exception exception) when (IsOfFile(exception))
            {
                return null;
            }
        };
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);

    // ArgumentException and NotSupportedException: a path that no file can have.
    public static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static string Said(string path, Exception exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException || path.Length == 0
            ? $"there is no file {Quoted.Of(path)}"
        : Directory.Exists(path) ? $"{Quoted.Of(path)} is a directory and no file"
        : $"cannot read {Quoted.Of(path)}: {exception.Message}";
}
