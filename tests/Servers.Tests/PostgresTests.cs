using Orchestrator.Servers.Tests.Shared;

namespace Orchestrator.Servers.Tests;

public sealed class PostgresTests
{
    [ServerFact(ServerKinds.Postgres)]
    public async Task Committed_rows_survive_a_kill_and_a_stop()
    {
        await using var server = await StartAsync();
        await PostgresRules.CommittedRowsSurviveAsync(server);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_wrong_password_is_refused()
    {
        await using var server = await StartAsync();
        await PostgresRules.WrongPasswordIsRefusedAsync(server);
    }

    private static async Task<LocalServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        return new LocalServer(server, () => server.ConnectionString);
    }
}
