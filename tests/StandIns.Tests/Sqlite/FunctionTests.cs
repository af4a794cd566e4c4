using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Orchestrator.StandIns.Tests.Sqlite;

public sealed class FunctionTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_function_gets_and_gives_every_kind_of_value()
    {
        using var connection = _file.Open();
        connection.CreateFunction("twice", (long value) => value * 2);
        connection.CreateFunction("half", (double value) => value / 2);
        connection.CreateFunction("greet", (string? name) => name is null ? null : $"안녕, {name}");
        connection.CreateFunction("backwards", (byte[] bytes) => bytes.Reverse().ToArray());

        Assert.Equal(42L, connection.Ask("SELECT twice(21)"));
        Assert.Equal(1.5, connection.Ask("SELECT half(3)"));
        Assert.Equal("안녕, 세계", connection.Ask("SELECT greet('세계')"));
        Assert.IsType<DBNull>(connection.Ask("SELECT greet(NULL)"));
        Assert.Equal(new byte[] { 3, 2, 1 }, connection.Ask("SELECT backwards(x'010203')"));
        Assert.Equal(Array.Empty<byte>(), connection.Ask("SELECT backwards(x'')"));
    }

    [Fact]
    public void An_exception_in_a_function_is_the_statements_error()
    {
        using var connection = _file.Open();
        connection.CreateFunction<long>("fails", () => throw new InvalidOperationException("나쁜 값"));

        var error = Assert.Throws<SqliteException>(() => connection.Ask("SELECT fails()"));

        Assert.Contains("나쁜 값", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_can_be_replaced_and_taken_away()
    {
        using var connection = _file.Open();
        connection.CreateFunction("one", () => 1L);
        connection.CreateFunction("one", () => 11L);
        Assert.Equal(11L, connection.Ask("SELECT one()"));

        connection.CreateFunction("one", (Func<long>?)null);
        Assert.Throws<SqliteException>(() => connection.Ask("SELECT one()"));
    }

    [Fact]
    public void An_aggregate_keeps_one_state_per_group()
    {
        using var connection = _file.Open();
        connection.CreateAggregate("joined", "", (string all, string next) => all + next, all => $"[{all}]");
        connection.Run("CREATE TABLE t (k, v); INSERT INTO t VALUES (1,'a'), (2,'x'), (1,'b'), (2,'y'), (1,'c')");

        Assert.Equal(["[abc]", "[xy]"], connection.Column("SELECT joined(v) FROM t GROUP BY k ORDER BY k"));
        Assert.Equal("[]", connection.Ask("SELECT joined(v) FROM t WHERE k = 3"));
    }

    [Fact]
    public void An_exception_in_an_aggregate_is_the_statements_error()
    {
        using var connection = _file.Open();
        connection.CreateAggregate("bad", 0L, (long _, long _) => throw new InvalidOperationException("no sum"));

        var error = Assert.Throws<SqliteException>(() => connection.Ask("SELECT bad(value) FROM (SELECT 1 AS value)"));

        Assert.Contains("no sum", error.Message, StringComparison.Ordinal);
        Assert.Equal(1L, connection.Ask("SELECT 1"));
    }

    [Fact]
    public void A_collation_orders_by_its_own_rule()
    {
        using var connection = _file.Open();
        connection.CreateCollation("by_length", (left, right) => left.Length.CompareTo(right.Length));
        connection.Run("CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('하나둘'), ('가'), ('나다')");

        Assert.Equal(["가", "나다", "하나둘"], connection.Column("SELECT v FROM t ORDER BY v COLLATE by_length"));
    }

    [Fact]
    public void A_collation_that_throws_stops_the_statement_and_not_the_process()
    {
        using var connection = _file.Open();
        connection.CreateCollation("broken", (_, _) => throw new InvalidOperationException("cannot compare"));
        connection.Run("CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('a'), ('b'), ('c')");

        Assert.Throws<SqliteException>(() => connection.Column("SELECT v FROM t ORDER BY v COLLATE broken"));
        Assert.Equal(3L, connection.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_callback_lives_as_long_as_its_connection_and_no_longer()
    {
        using var connection = _file.Open();
        var (function, collation) = Register(connection);
        Collect();
        Assert.Equal(1L, connection.Ask("SELECT held()"));
        Assert.True(function.IsAlive);
        Assert.True(collation.IsAlive);

        connection.Close();
        connection.Dispose();
        Collect();

        Assert.False(function.IsAlive);
        Assert.False(collation.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Function, WeakReference Collation) Register(SqliteConnection owner)
    {
        // Registered below the provider, which would keep its own list of them alive.
        var function = new object();
        var collation = new object();
        SQLitePCL.raw.sqlite3_create_function(
            owner.Raw(),
            "held",
            0,
            function,
            (context, _, _) => SQLitePCL.raw.sqlite3_result_int64(context, 1)
        );
        SQLitePCL.raw.sqlite3_create_collation(owner.Raw(), "held", collation, (_, _, _) => 0);
        return (new WeakReference(function), new WeakReference(collation));
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
