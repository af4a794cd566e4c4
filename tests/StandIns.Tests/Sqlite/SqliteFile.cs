using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestrator.StandIns.Tests.Sqlite;

/// <summary>A database file of the test's own, gone with its folder afterwards.</summary>
public sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-sqlite-");

    public string FilePath => Path.Combine(_folder.FullName, "한글 data.db");

    /// <summary>Pooling is off, so that Dispose really closes and the finding is about the connection itself.</summary>
    public string ConnectionString(bool pooling = false) =>
        new SqliteConnectionStringBuilder { DataSource = FilePath, Pooling = pooling }.ToString();

    public SqliteConnection Open(bool pooling = false)
    {
        var connection = new SqliteConnection(ConnectionString(pooling));
        connection.Open();
        return connection;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

internal static class SqliteText
{
    /// <summary>
    /// By reflection: the provider names the signed core, and C# will not take the unsigned stand-in for it by name.
    /// At run time they are the same type.
    /// </summary>
    public static sqlite3 Raw(this SqliteConnection connection) =>
        (sqlite3)typeof(SqliteConnection).GetProperty("Handle")!.GetValue(connection)!;

    public static int Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public static object? Ask(this SqliteConnection connection, string sql, params object?[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters.AddWithValue($"@p{i}", parameters[i] ?? DBNull.Value);
        }

        return command.ExecuteScalar();
    }

    public static List<string> Column(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
