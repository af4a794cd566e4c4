using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Orchestrator.StandIns.Tests.Aspire.Servers;

public sealed class PostgresServerTests
{
    [ServerFact(ServerKinds.Postgres)]
    public async Task Databases_are_created_when_the_server_is_healthy()
    {
        await using var app = new ServerApplication();
        var postgres = app.Builder.AddPostgres("pg");
        var plain = postgres.AddDatabase("plain", "the \"plain\" one");
        var scripted = postgres
            .AddDatabase("scripted")
            .WithCreationScript("CREATE DATABASE scripted CONNECTION LIMIT 7");

        await app.StartAsync("pg", "plain", "scripted");

        Assert.Equal("the \"plain\" one", await AskAsync(plain, "SELECT current_database()"));
        var limit = await AskAsync(scripted, "SELECT datconnlimit FROM pg_database WHERE datname = current_database()");
        Assert.Equal(7, limit);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_faulty_script_leaves_its_own_database_out_and_no_other()
    {
        await using var app = new ServerApplication();
        var postgres = app.Builder.AddPostgres("pg");
        var faulty = postgres.AddDatabase("faulty").WithCreationScript("CREATE DATABUSE faulty");
        var sound = postgres.AddDatabase("sound");

        await app.StartAsync("pg", "sound");

        Assert.Equal("sound", await AskAsync(sound, "SELECT current_database()"));
        var error = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(faulty, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, error.SqlState);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task User_password_and_port_are_those_of_the_application()
    {
        await using var app = new ServerApplication();
        var user = app.Builder.AddParameter("user", "someone");
        var password = app.Builder.AddParameter("password", "a b\\c", secret: true);
        var port = FreePort.Take();
        var postgres = app.Builder.AddPostgres("pg", user, password, port);

        await app.StartAsync("pg");

        var connection = $"Host=localhost;Port={port};Username=someone;Password=a b\\c";
        Assert.Equal(connection, await ServerApplication.ConnectionStringAsync(postgres));
        Assert.Equal("someone", await AskAsync(postgres, "SELECT current_user"));
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_killed_server_is_seen_and_has_its_rows_when_it_is_started_again()
    {
        await using var app = new ServerApplication();
        var database = app.Builder.AddPostgres("pg").AddDatabase("db");
        await app.StartAsync("db");
        await AskAsync(database, "CREATE TABLE kept (id integer); INSERT INTO kept VALUES (1)");

        using (var server = Process.GetProcessById(app.ProcessId("pg")))
        {
            server.Kill();
        }

        await app.InStateAsync("pg", KnownResourceStates.Exited);
        var started = await app.Application.ResourceCommands.ExecuteCommandAsync("pg", "resource-start");
        Assert.True(started.Success);
        await app.HealthyAsync("pg");

        Assert.Equal(1L, await AskAsync(database, "SELECT count(*) FROM kept"));
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_volume_stays_and_takes_the_next_runs_password()
    {
        var folder = ServerApplication.NewFolder();
        foreach (var statement in new[] { "CREATE TABLE kept (id integer)", "SELECT * FROM kept" })
        {
            await using var app = new ServerApplication(folder);
            var database = app.Builder.AddPostgres("pg").WithDataVolume("rows").AddDatabase("db");
            await app.StartAsync("db");
            await AskAsync(database, statement);
        }

        Assert.Equal([Path.Combine(folder, "volumes")], Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<object?> AskAsync(
        IResourceBuilder<IResourceWithConnectionString> resource,
        string statement
    )
    {
        var text = await ServerApplication.ConnectionStringAsync(resource);
        await using var connection = new NpgsqlConnection($"{text};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
