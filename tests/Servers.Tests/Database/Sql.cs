using Npgsql;

namespace Orchestrator.Servers.Tests.Database;

/// <summary>Statements past the product, on connections of their own.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<IReadOnlyList<string>> ReadAsync(string connectionString, string query)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetValue(0).ToString() ?? "");
        }

        return values;
    }

    /// <summary>The applied migrations of all services, without their times.</summary>
    public static Task<IReadOnlyList<string>> HistoryAsync(string connectionString) =>
        ReadAsync(
            connectionString,
            """
            select 'learning' || substr("MigrationId", 15) from learning."__EFMigrationsHistory"
            union all
            select 'worker' || substr("MigrationId", 15) from worker."__EFMigrationsHistory"
            order by 1
            """
        );
}
