namespace Aspire.Hosting.Running;

/// <summary>The folder of this run, made when the first server asks for a place in it.</summary>
internal sealed class RunFolder(string? configured, string appHostDirectory, string runId, Action<string> onCreated)
{
    private const int IdChars = 8;

    private readonly Lock _lock = new();

    public string Path { get; } =
        System.IO.Path.Combine(
            configured is null ? Default(appHostDirectory) : System.IO.Path.GetFullPath(configured, appHostDirectory),
            runId[..IdChars]
        );

    public string For(string resourceName)
    {
        lock (_lock)
        {
            if (!Directory.Exists(Path))
            {
                // Whoever has to delete it knows of it before it is there.
                onCreated(Path);
            }

            return Directory.CreateDirectory(System.IO.Path.Combine(Path, resourceName)).FullName;
        }
    }

    public void Delete()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static string Default(string appHostDirectory)
    {
        var folder = new DirectoryInfo(appHostDirectory);
        while (folder is not null && !System.IO.Path.Exists(System.IO.Path.Combine(folder.FullName, ".git")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder?.FullName ?? appHostDirectory, "artifacts", "aspire");
    }
}
