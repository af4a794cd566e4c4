namespace Orchestrator.AppHost;

/// <summary>
/// State and logs of one running system. Two at once in one folder would take each other's replicas away, so the second
/// is refused; the lock goes with its process, however that ends.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    public const string Variable = "ORCHESTRATOR_DATA_DIRECTORY";

    private const string LockName = "apphost.lock";

    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public static string LogsOf(string folder) => System.IO.Path.Combine(folder, "logs");

    /// <exception cref="StartException">It cannot be made or written, or another AppHost uses it.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Make(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(StartReport.FolderUnusable(full, exception.Message), exception);
        }

        return new DataFolder(full, Lock(full));
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Conversations are kept in it: it is for this user only. Those above it are shared with a server's own user.</summary>
    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (System.IO.Path.GetDirectoryName(System.IO.Path.TrimEndingDirectorySeparator(folder)) is { } parent)
        {
            Directory.CreateDirectory(parent);
        }

        Directory.CreateDirectory(folder, UserOnly);
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            var path = System.IO.Path.Combine(folder, LockName);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartException(StartReport.FolderUnusable(folder, exception.Message), exception);
        }
        catch (IOException exception)
        {
            throw new StartException(StartReport.FolderTaken(folder), exception);
        }
    }
}
