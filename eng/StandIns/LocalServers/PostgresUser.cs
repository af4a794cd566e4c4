namespace LocalServers;

/// <summary>Root cannot run PostgreSQL: the user postgres does, and has to get to the folder.</summary>
internal static class PostgresUser
{
    public const string Name = "postgres";

    /// <exception cref="InvalidOperationException">A folder above is closed to others.</exception>
    public static void MustReach(string folder)
    {
        for (var above = Directory.GetParent(folder); above is not null; above = above.Parent)
        {
            if (!OperatingSystem.IsWindows() && (above.UnixFileMode & UnixFileMode.OtherExecute) == UnixFileMode.None)
            {
                throw new InvalidOperationException(
                    $"PostgreSQL refuses to be root and runs as the user {Name}, who may not enter {above.FullName}: "
                        + "start as another user, take another folder, or run chmod o+x on that one."
                );
            }
        }
    }
}
