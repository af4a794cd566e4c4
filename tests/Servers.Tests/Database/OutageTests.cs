using System.Globalization;
using System.Net;

namespace Orchestrator.Servers.Tests.Database;

public sealed class OutageTests
{
    private const int AwayEvent = 1801;

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_start_waits_for_a_server_that_comes_later()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.StopAsync();
        var log = new LogRecorder();

        var starting = StoringServices.StartAsync(server.For("later"), log: log);
        await Wait.UntilAsync(() => log.Lines.Any(line => line.Id.Id == AwayEvent), "the start says that it waits");
        Assert.False(starting.IsCompleted);
        await server.StartAgainAsync();

        await using var services = await Wait.ForAsync(starting, "the services start on the server that came");
        Assert.Equal(0ul, await services.OutcomesAsync());
        log.ThrowOnUnexpectedErrors();
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_start_gives_up_after_the_limit_and_says_why()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.StopAsync();

        var error = await Assert.ThrowsAnyAsync<Exception>(() =>
            StoringServices.StartAsync(server.For("never"), new() { ["Database:StartWait"] = "00:00:01" })
        );

        Assert.StartsWith(
            "The database did not answer within 00:00:01 (Database:StartWait)",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_killed_server_makes_the_process_unready_and_its_return_makes_it_ready()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var services = await StoringServices.StartAsync(
            server.For("killed"),
            new()
            {
                // Loops that use the database all the time.
                ["Worker:Replicas:0:Name"] = "gpu-1",
                ["Worker:Replicas:0:Url"] = "http://127.0.0.1:1",
                ["Learning:RetentionInterval"] = "00:00:01",
            }
        );
        using var http = services.Http;
        await StatusBecomesAsync(http, HttpStatusCode.OK);
        await LeaseIsWrittenAsync(server.For("killed"), after: 0);

        await server.KillAsync();
        await StatusBecomesAsync(http, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/alive")).StatusCode);
        await server.StartAgainAsync();

        await StatusBecomesAsync(http, HttpStatusCode.OK);
        Assert.Equal(0ul, await services.OutcomesAsync());
        var version = await Sql.ReadAsync(server.For("killed"), "select version from worker.leases");
        await LeaseIsWrittenAsync(server.For("killed"), after: int.Parse(version[0], CultureInfo.InvariantCulture));
    }

    private static Task LeaseIsWrittenAsync(string database, int after) =>
        Wait.UntilAsync(
            async () =>
                (await Sql.ReadAsync(database, $"select 1 from worker.leases where version > {after}")).Count == 1,
            "the worker writes its lease"
        );

    private static Task StatusBecomesAsync(HttpClient http, HttpStatusCode status) =>
        Wait.UntilAsync(async () => (await http.GetAsync("/ready")).StatusCode == status, $"/ready answers {status}");
}
