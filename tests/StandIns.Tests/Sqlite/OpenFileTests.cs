using Microsoft.Data.Sqlite;

namespace Orchestrator.StandIns.Tests.Sqlite;

public sealed class OpenFileTests : IDisposable
{
    private const string Descriptors = "/proc/self/fd";
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [ProcFact]
    public void Opening_and_closing_many_times_leaves_no_file_open()
    {
        for (var i = 0; i < 200; i++)
        {
            using var connection = _file.Open();
            connection.Run("CREATE TABLE IF NOT EXISTS t (v); INSERT INTO t VALUES (1)");
        }

        Assert.Empty(OpenFiles());
        using var last = _file.Open();
        Assert.NotEmpty(OpenFiles()); // the finding above would have been seen
        Assert.Equal(200L, last.Ask("SELECT count(*) FROM t"));
    }

    [ProcFact]
    public void A_cleared_pool_leaves_no_file_open()
    {
        using (var connection = _file.Open(pooling: true))
        {
            connection.Run("CREATE TABLE t (v)");
        }

        Assert.NotEmpty(OpenFiles());
        using var pooled = new SqliteConnection(_file.ConnectionString(pooling: true));
        SqliteConnection.ClearPool(pooled);

        Assert.Empty(OpenFiles());
    }

    private List<string> OpenFiles() =>
        new DirectoryInfo(Descriptors)
            .EnumerateFileSystemInfos()
            .Select(entry => entry.LinkTarget)
            .OfType<string>()
            .Where(target => target.StartsWith(_file.FilePath, StringComparison.Ordinal))
            .ToList();

    private sealed class ProcFactAttribute : FactAttribute
    {
        public ProcFactAttribute() => Skip = Directory.Exists(Descriptors) ? null : $"There is no {Descriptors} here.";
    }
}
