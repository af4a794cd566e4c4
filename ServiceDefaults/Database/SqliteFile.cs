using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

internal static class SqliteFile
{
    public static readonly EventId SchemaWarning = SqliteEventId.SchemaConfiguredWarning;

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

    /// <exception cref="IOException">With the folder in its message, which .NET's own leaves out or words as a missing file.</exception>
    private static void MakeFolder(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder '{directory}' cannot be made: {exception.Message}", exception);
        }
    }
}
