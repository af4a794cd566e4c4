namespace Orchestrator.Servers.Tests.Database;

/// <summary>Each test has a database of its own on one server.</summary>
public sealed class MigrationTests(MigrationTests.Server server) : IClassFixture<MigrationTests.Server>
{
    // Each service's further ones are of no concern here.
    private static readonly string[] Known = ["learning_FeedbackByTime", "learning_Initial", "worker_Initial"];

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_database_that_is_not_there_is_made_with_a_history_in_each_schema()
    {
        var database = server.Database("fresh");

        await using (var first = await StoringServices.StartAsync(database))
        {
            Assert.Equal(0ul, await first.OutcomesAsync());
            first.Log.ThrowOnUnexpectedErrors();
        }

        var history = await Sql.HistoryAsync(database);
        Assert.Equal(Known, history.Intersect(Known));
        await using var second = await StoringServices.StartAsync(database);
        second.Log.ThrowOnUnexpectedErrors();
        Assert.Equal(history, await Sql.HistoryAsync(database));
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Processes_that_start_at_once_migrate_once()
    {
        var database = server.Database("together");

        var started = await Wait.ForAsync(
            Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StoringServices.StartAsync(database)))),
            "four processes have started on a database that was not there"
        );

        var history = await Sql.HistoryAsync(database);
        Assert.Equal(history.Distinct(), history);
        Assert.Equal(Known, history.Intersect(Known));
        foreach (var each in started)
        {
            each.Log.ThrowOnUnexpectedErrors();
            await each.DisposeAsync();
        }
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Tables_of_a_version_without_migrations_are_taken_over_with_their_rows()
    {
        var database = await server.MakeDatabaseAsync("old", OldTables.Sql, OldTables.Outcome, OldTables.Lease);

        await using var services = await StoringServices.StartAsync(database);

        Assert.Equal(1ul, await services.OutcomesAsync());
        Assert.Equal(["41"], await Sql.ReadAsync(database, "select epoch from worker.leases where replica = 'gpu-9'"));
        Assert.Equal(Known, (await Sql.HistoryAsync(database)).Intersect(Known));
        services.Log.ThrowOnUnexpectedErrors();
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Tables_of_somebody_else_are_refused_and_left_alone()
    {
        var database = await server.MakeDatabaseAsync(
            "strange",
            OldTables.Sql,
            "alter table learning.outcomes alter column \"Attempt\" type bigint"
        );

        var error = await Assert.ThrowsAnyAsync<Exception>(() => StoringServices.StartAsync(database));

        Assert.Contains("'outcomes.Attempt integer' is missing", error.Message, StringComparison.Ordinal);
        Assert.Empty(
            await Sql.ReadAsync(database, "select tablename from pg_tables where tablename = '__EFMigrationsHistory'")
        );
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        var database = server.Database("newer");
        await (await StoringServices.StartAsync(database)).DisposeAsync();
        await Sql.ExecuteAsync(
            database,
            "insert into learning.\"__EFMigrationsHistory\" values ('20990101000000_FromTheFuture', '99.0.0')"
        );

        var error = await Assert.ThrowsAnyAsync<Exception>(() => StoringServices.StartAsync(database));

        Assert.Contains("'learning' are of a newer version", error.Message, StringComparison.Ordinal);
        Assert.Contains("20990101000000_FromTheFuture", error.Message, StringComparison.Ordinal);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Old_outcomes_and_feedback_are_deleted_in_batches()
    {
        var old = OldTables.Outcome.Replace("4102444800000", "1000", StringComparison.Ordinal);
        var database = await server.MakeDatabaseAsync(
            "retention",
            OldTables.Sql,
            old,
            old,
            old,
            OldTables.Outcome,
            "insert into learning.feedback values (gen_random_uuid(), 'run-1', 1000, 1.0, 'thumb')"
        );

        await using var services = await StoringServices.StartAsync(
            database,
            new() { ["Learning:RetentionBatchRows"] = "2" }
        );

        await Wait.UntilAsync(
            async () => (await Sql.ReadAsync(database, "select 1 from learning.feedback")).Count == 0,
            "the old feedback is deleted, after the outcomes"
        );
        Assert.Equal(1ul, await services.OutcomesAsync());
    }

    public sealed class Server : IAsyncLifetime
    {
        private PostgresServer? _server;

        // Skipped tests get their fixture, too.
        public async Task InitializeAsync() =>
            _server = InstalledServers.WhyMissing(ServerKinds.Postgres) is null
                ? await PostgresServer.StartAsync()
                : null;

        public async Task DisposeAsync() => await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);

        public string Database(string name) => _server!.For(name); // a test that is not skipped has a server

        public async Task<string> MakeDatabaseAsync(string name, params string[] statements)
        {
            await Sql.ExecuteAsync(_server!.ConnectionString, $"create database {name}"); // as above
            foreach (var statement in statements)
            {
                await Sql.ExecuteAsync(Database(name), statement);
            }

            return Database(name);
        }
    }
}
