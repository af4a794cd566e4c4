using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestrator.StandIns.Tests.Sqlite;

public sealed class ConnectionTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Several_statements_in_one_text_run_in_order_and_comments_count_as_nothing()
    {
        using var connection = _file.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            -- 설명
            CREATE TABLE t (v); ;
            INSERT INTO t VALUES (1), (2);
            SELECT v FROM t ORDER BY v; /* between */ SELECT 'second';
            -- the end
            """;
        using var reader = command.ExecuteReader();

        Assert.Equal([1L, 2L], Rest(reader).Cast<long>());
        Assert.True(reader.NextResult());
        Assert.Equal(["second"], Rest(reader).Cast<string>());
        Assert.False(reader.NextResult());
        Assert.Equal(2, reader.RecordsAffected);
    }

    [Fact]
    public void The_schema_names_table_type_and_constraints()
    {
        using var connection = _file.Open();
        connection.Run("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(10) NOT NULL)");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, id AS label FROM t";
        using var reader = command.ExecuteReader();
        var rows = reader.GetSchemaTable().Rows.Cast<DataRow>().ToList();

        Assert.Equal(["name", "label"], rows.Select(row => row["ColumnName"]));
        Assert.Equal(["name", "id"], rows.Select(row => row["BaseColumnName"]));
        Assert.All(rows, row => Assert.Equal("t", row["BaseTableName"]));
        Assert.Equal(["VARCHAR", "INTEGER"], rows.Select(row => row["DataTypeName"]));
        Assert.Equal([false, true], rows.Select(row => row["IsAutoIncrement"]));
        Assert.Equal([false, true], rows.Select(row => row["AllowDBNull"]));
    }

    [Fact]
    public void A_columns_metadata_tells_its_type_collation_and_constraints()
    {
        using var connection = _file.Open();
        connection.Run(
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(10) NOT NULL COLLATE NOCASE)"
        );

        Assert.Equal((0, "INTEGER", "BINARY", 0, 1, 1), Metadata(connection, "id"));
        Assert.Equal((0, "VARCHAR(10)", "NOCASE", 1, 0, 0), Metadata(connection, "name"));
        Assert.Equal((1, null, null, 0, 0, 0), Metadata(connection, "nobody"));
    }

    [Fact]
    public void The_library_tells_its_version_and_its_words()
    {
        using var connection = _file.Open();

        Assert.Matches(@"^3\.\d+\.\d+", connection.ServerVersion);
        Assert.Equal(connection.ServerVersion, connection.Ask("SELECT sqlite_version()"));
        var words = connection.GetSchema("ReservedWords").Rows.Cast<DataRow>().Select(row => row[0]);
        Assert.Contains("SELECT", words);
    }

    [Fact]
    public void A_statement_may_be_finalised_after_its_connection()
    {
        var connection = _file.Open();
        raw.sqlite3_prepare_v2(connection.Raw(), "SELECT 1", out var statement);
        connection.Dispose();

        statement.Dispose();

        Assert.True(statement.IsClosed);
    }

    private static (int Code, string? Type, string? Collation, int NotNull, int Key, int AutoIncrement) Metadata(
        SqliteConnection connection,
        string column
    )
    {
        var code = raw.sqlite3_table_column_metadata(
            connection.Raw(),
            dbName: null,
            "t",
            column,
            out var type,
            out var collation,
            out var notNull,
            out var key,
            out var autoIncrement
        );
        return (code, type, collation, notNull, key, autoIncrement);
    }

    private static List<object> Rest(SqliteDataReader reader)
    {
        var values = new List<object>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0));
        }

        return values;
    }
}
