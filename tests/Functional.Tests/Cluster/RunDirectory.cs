namespace Orchestrator.Functional.Tests.Cluster;

internal static class RunDirectory
{
    /// <summary>
    /// A temporary folder that others may pass through: started as root, PostgreSQL runs as a user of its own, which has to
    /// reach its data in there.
    /// </summary>
    public static DirectoryInfo Create()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-");
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        return folder;
    }
}
