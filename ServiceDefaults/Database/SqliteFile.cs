using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

internal static class SqliteFile
{
    public static readonly EventId SchemaWarning = SqliteEventId.SchemaConfiguredWarning;

    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, too: SQLite makes files, not folders.</summary>
    public static string ConnectionString(string directory, string schema, TimeSpan busyTimeout)
    {
        MakeFolder(directory);
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory, $"{schema}.db"),
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = true,
            ForeignKeys = true,
            // The provider repeats a statement that meets a busy file until this has passed.
            DefaultTimeout = (int)busyTimeout.TotalSeconds,
        };
        return file.ToString();
    }

    /// <summary>Conversations are kept in it: it is for this user only. Those above it may be shared with others.</summary>
    private static void MakePrivateFolder(string directory)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory);
            return;
        }

        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))) is { } parent)
        {
            Directory.CreateDirectory(parent);
        }

        Directory.CreateDirectory(directory, UserOnly);
    }

    /// <exception cref="IOException">With the folder in its message, which .NET's own leaves out or words as a missing file.</exception>
    private static void MakeFolder(string directory)
    {
        try
        {
            MakePrivateFolder(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder '{directory}' cannot be made: {exception.Message}", exception);
        }
    }
}
