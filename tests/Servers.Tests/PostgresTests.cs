using Npgsql;

namespace Orchestrator.Servers.Tests;

public sealed class PostgresTests
{
    [ServerFact(ServerKinds.Postgres)]
    public async Task Committed_rows_survive_a_kill_and_a_stop()
    {
        await using var server = await PostgresServer.StartAsync();
        await RunAsync(server, "CREATE TABLE kept (id integer)");
        await RunAsync(server, "INSERT INTO kept VALUES (1)");

        await server.KillAsync();
        await server.StartAgainAsync();
        await RunAsync(server, "INSERT INTO kept VALUES (2)");
        await server.StopAsync();
        await server.StartAgainAsync();

        Assert.Equal(2L, await RunAsync(server, "SELECT count(*) FROM kept"));
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_wrong_password_is_refused()
    {
        await using var server = await PostgresServer.StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong" };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    private static async Task<object?> RunAsync(PostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
