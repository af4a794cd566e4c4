using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestrator.StandIns.Tests.Sqlite;

public sealed class TransactionTests : IDisposable
{
    private const int Busy = 5;
    private const int LockedSharedCache = 262;
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void What_was_not_committed_is_gone()
    {
        using var connection = _file.Open();
        connection.Run("CREATE TABLE t (v)");
        using (connection.BeginTransaction())
        {
            connection.Run("INSERT INTO t VALUES (1)");
        }

        Assert.Equal(0L, connection.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_savepoint_takes_back_only_what_came_after_it()
    {
        using var connection = _file.Open();
        connection.Run("CREATE TABLE t (v)");
        using (var transaction = connection.BeginTransaction())
        {
            connection.Run("INSERT INTO t VALUES ('kept')");
            transaction.Save("before");
            connection.Run("INSERT INTO t VALUES ('taken back')");
            transaction.Rollback("before");
            transaction.Release("before");
            transaction.Commit();
        }

        Assert.Equal(["kept"], connection.Column("SELECT v FROM t"));
    }

    [Fact]
    public void A_transaction_that_sqlite_rolled_back_itself_cannot_be_committed()
    {
        using var connection = _file.Open();
        connection.Run("CREATE TABLE t (v UNIQUE)");
        using var transaction = connection.BeginTransaction();
        connection.Run("INSERT INTO t VALUES (1)");

        // The conflict clause ends the whole transaction; the provider learns of it from the rollback hook.
        Assert.Throws<SqliteException>(() => connection.Run("INSERT OR ROLLBACK INTO t VALUES (1)"));
        Assert.Throws<InvalidOperationException>(transaction.Commit);
    }

    [Fact]
    public void A_second_writer_is_told_that_the_database_is_busy()
    {
        using var first = _file.Open();
        using var second = _file.Open();
        first.Run("CREATE TABLE t (v)");
        using var transaction = first.BeginTransaction();
        first.Run("INSERT INTO t VALUES (1)");

        Assert.Equal(Busy, raw.sqlite3_exec(second.Raw(), "BEGIN IMMEDIATE"));

        using var command = second.CreateCommand();
        command.CommandText = "INSERT INTO t VALUES (2)";
        command.CommandTimeout = 1; // the least that the provider knows, in seconds
        Assert.Equal(Busy, Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).SqliteErrorCode);
    }

    [Fact]
    public void A_table_that_a_shared_cache_holds_is_reported_as_locked()
    {
        const string Shared = "Data Source=locked;Mode=Memory;Cache=Shared;Pooling=False";
        using var first = new SqliteConnection(Shared);
        using var second = new SqliteConnection(Shared);
        first.Open();
        second.Open();
        first.Run("CREATE TABLE t (v)");
        using var transaction = first.BeginTransaction();
        first.Run("INSERT INTO t VALUES (1)");

        raw.sqlite3_exec(second.Raw(), "SELECT * FROM t");

        Assert.Equal(LockedSharedCache, raw.sqlite3_extended_errcode(second.Raw()));
    }

    [Fact]
    public async Task Readers_in_parallel_see_the_last_commit_while_a_writer_is_at_work()
    {
        using var writer = _file.Open();
        Assert.Equal("wal", writer.Ask("PRAGMA journal_mode = WAL"));
        writer.Run("CREATE TABLE t (v); INSERT INTO t VALUES (1), (2), (3)");
        using var transaction = writer.BeginTransaction();
        writer.Run("DELETE FROM t");

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(CountOften)));

        Assert.All(counts, count => Assert.Equal([3L], count));
        transaction.Commit();
        Assert.Equal([0L], CountOften());
    }

    private HashSet<object?> CountOften()
    {
        using var reader = _file.Open();
        return Enumerable.Range(0, 50).Select(_ => reader.Ask("SELECT count(*) FROM t")).ToHashSet();
    }
}
