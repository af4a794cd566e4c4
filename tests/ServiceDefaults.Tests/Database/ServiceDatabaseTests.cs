using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.ServiceDefaults.Tests.Database;

public sealed class ServiceDatabaseTests
{
    [Fact]
    public async Task Without_a_server_the_tables_are_in_a_file_named_after_the_schema_before_other_services_start()
    {
        await using var app = await TestApp.StartAsync(builder =>
        {
            // Registered first: it would meet no table if the order of registration counted.
            builder.Services.AddHostedService<EarlyReader>();
            builder.AddServiceDatabase<NotesContext>("notes");
        });

        Assert.True(File.Exists(Path.Combine(app.Folder.FullName, "data", "notes.db")));
        Assert.Equal("wal", await ScalarAsync(app, "select journal_mode as Value from pragma_journal_mode()"));
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/ready")).StatusCode);
        Assert.Contains("database-notes", await app.Http.GetStringAsync("/ready"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data:Directory")]
    [InlineData("ORCHESTRATOR_DATA_DIRECTORY")]
    public async Task The_folder_can_be_chosen(string key)
    {
        await using var app = await TestApp.StartAsync(Add, settings: new() { [key] = "chosen/folder" });

        Assert.True(File.Exists(Path.Combine(app.Folder.FullName, "chosen", "folder", "notes.db")));
    }

    [Fact]
    public async Task Many_writers_at_once_wait_for_each_other()
    {
        await using var app = await TestApp.StartAsync(Add);
        var contexts = app.Get<IDbContextFactory<NotesContext>>();

        await Parallel.ForAsync(
            0,
            200,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, cancel) =>
            {
                await using var context = await contexts.CreateDbContextAsync(cancel);
                context.Notes.Add(new Note { Text = $"{i}" });
                await context.SaveChangesAsync(cancel);
            }
        );

        await using var reader = await contexts.CreateDbContextAsync();
        Assert.Equal(200, await reader.Notes.CountAsync());
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_makes_the_process_unready()
    {
        await using var app = await TestApp.StartAsync(Add);
        await using (var context = await app.Get<IDbContextFactory<NotesContext>>().CreateDbContextAsync())
        {
            await context.Database.EnsureDeletedAsync();
        }

        var data = Path.Combine(app.Folder.FullName, "data");
        Directory.Delete(data, recursive: true);
        app.Log.ExpectErrors("database-notes");
        app.Log.ExpectErrors("connection to database");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.Http.GetAsync("/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/alive")).StatusCode);
    }

    private static void Add(WebApplicationBuilder builder) => builder.AddServiceDatabase<NotesContext>("notes");

    private static async Task<string> ScalarAsync(TestApp app, string sql)
    {
        await using var context = await app.Get<IDbContextFactory<NotesContext>>().CreateDbContextAsync();
        return await context.Database.SqlQueryRaw<string>(sql).SingleAsync();
    }

    private sealed class EarlyReader(IDbContextFactory<NotesContext> contexts) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.Notes.CountAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
