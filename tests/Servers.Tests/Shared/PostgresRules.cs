using Npgsql;

namespace Orchestrator.Servers.Tests.Shared;

/// <summary>What the project relies on, wherever PostgreSQL runs.</summary>
internal static class PostgresRules
{
    public static async Task CommittedRowsSurviveAsync(IServerUnderTest server)
    {
        await RunAsync(server, "CREATE TABLE kept (id integer)");
        await RunAsync(server, "INSERT INTO kept VALUES (1)");
        await server.BreakDownAsync();
        await RunAsync(server, "INSERT INTO kept VALUES (2)");
        await server.RestartAsync();

        Assert.Equal(2L, await RunAsync(server, "SELECT count(*) FROM kept"));
    }

    public static async Task WrongPasswordIsRefusedAsync(IServerUnderTest server)
    {
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong" };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    private static async Task<object?> RunAsync(IServerUnderTest server, string statement)
    {
        // A pool would keep connections to the server that is gone.
        var text = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
