using Microsoft.Data.Sqlite;

namespace Orchestrator.StandIns.Tests.Sqlite;

public sealed class CopyingTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_backup_holds_what_the_source_holds()
    {
        using var source = _file.Open();
        source.Run("CREATE TABLE t (v); INSERT INTO t VALUES ('원본')");
        using var copy = new SqliteConnection("Data Source=:memory:");
        copy.Open();

        source.BackupDatabase(copy);

        Assert.Equal(["원본"], copy.Column("SELECT v FROM t"));
    }

    [Fact]
    public void A_backup_into_a_database_in_use_is_refused()
    {
        using var source = _file.Open();
        using var copy = new SqliteConnection("Data Source=:memory:");
        copy.Open();
        copy.Run("CREATE TABLE t (v)");
        using var transaction = copy.BeginTransaction();
        copy.Run("INSERT INTO t VALUES (1)");

        Assert.Throws<SqliteException>(() => source.BackupDatabase(copy));
    }

    [Fact]
    public void A_blob_is_written_and_read_in_place()
    {
        using var connection = _file.Open();
        connection.Run("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB); INSERT INTO t VALUES (1, zeroblob(100000))");
        var bytes = Enumerable.Range(0, 100_000).Select(i => (byte)(i % 251)).ToArray();
        using (var target = new SqliteBlob(connection, "t", "v", 1))
        {
            target.Write(bytes);
            Assert.Equal(0, target.Read(new byte[1]));
            Assert.Throws<NotSupportedException>(() => target.Write([1]));
        }

        using var source = new SqliteBlob(connection, "t", "v", 1, readOnly: true);
        source.Seek(50_000, SeekOrigin.Begin);
        var half = new byte[50_000];
        source.ReadExactly(half);

        Assert.Equal(bytes[50_000..], half);
    }

    [Fact]
    public void A_blob_of_a_row_that_is_not_there_is_an_error()
    {
        using var connection = _file.Open();
        connection.Run("CREATE TABLE t (v BLOB)");

        Assert.Throws<SqliteException>(() => new SqliteBlob(connection, "t", "v", 7));
    }
}
