using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Database;

/// <summary>In SQLite files; Servers.Tests has the same for PostgreSQL.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-test-");

    private string Connection =>
        SqliteFile.ConnectionString(_folder.FullName, NotesContext.Schema, TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        SqliteConnection.ClearPool(new SqliteConnection(Connection));
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_new_file_gets_all_migrations_and_a_second_start_changes_nothing()
    {
        await MigrateAsync();
        await MigrateAsync();

        Assert.Equal(["20250101000000_Initial", "20250201000000_Authors"], await HistoryAsync());
        Assert.Equal(
            ["Author", "Id", "Text"],
            await QueryAsync("select name from pragma_table_info('Notes') order by 1")
        );
    }

    [Fact]
    public async Task Starts_at_the_same_time_migrate_once()
    {
        using var together = new Barrier(8);
        var starts = Enumerable
            .Range(0, 8)
            .Select(_ => Task.Factory.StartNew(Start, TaskCreationOptions.LongRunning).Unwrap());

        await Wait.ForAsync(Task.WhenAll(starts), "eight starts have migrated");

        Assert.Equal(2, (await HistoryAsync()).Count);

        Task Start()
        {
            together.SignalAndWait();
            return MigrateAsync();
        }
    }

    [Fact]
    public async Task A_file_from_before_migrations_is_taken_over_with_its_rows_and_brought_up_to_date()
    {
        await ExecuteAsync(NotesContext.FirstTables);
        await ExecuteAsync("insert into \"Notes\" (\"Text\") values ('kept')");

        await MigrateAsync();

        await using var context = Context();
        var note = await context.Notes.SingleAsync();
        Assert.Equal(("kept", null), (note.Text, note.Author));
        Assert.Equal(2, (await HistoryAsync()).Count);
    }

    [Fact]
    public async Task A_file_with_other_tables_of_that_name_is_refused_and_left_alone()
    {
        await ExecuteAsync("create table \"Notes\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Text\" BLOB NOT NULL)");

        var error = await Assert.ThrowsAsync<DatabaseStartException>(MigrateAsync);

        Assert.Contains("'Notes.Text TEXT' is missing", error.Message, StringComparison.Ordinal);
        Assert.Equal(["Notes"], await QueryAsync("select name from sqlite_master where type = 'table'"));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_by_name_with_exit_code_1()
    {
        await MigrateAsync();
        await ExecuteAsync("insert into \"__EFMigrationsHistory\" values ('20990101000000_FromTheFuture', '99.0.0')");

        var error = await Assert.ThrowsAsync<DatabaseStartException>(MigrateAsync);

        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.Contains("20990101000000_FromTheFuture", error.Message, StringComparison.Ordinal);
        Assert.Equal(ServiceRun.Failed, StartFailure.Of(error)?.ExitCode);
    }

    [Fact]
    public async Task A_lock_that_a_dead_process_left_stops_nobody()
    {
        await ExecuteAsync(
            "create table \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)"
        );
        await ExecuteAsync("insert into \"__EFMigrationsLock\" values (1, '2025-01-01 00:00:00')");

        await Wait.ForAsync(MigrateAsync(), "the start migrates past the lock");

        Assert.Equal(2, (await HistoryAsync()).Count);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "notes.db"), new string('x', 4096));

        var error = await Assert.ThrowsAsync<DatabaseStartException>(MigrateAsync);

        Assert.Contains("notes.db", error.Message, StringComparison.Ordinal);
    }

    private Task MigrateAsync()
    {
        var contexts = new Contexts(Context);
        var turns = new SqliteTurn<NotesContext>(Options.Create(new DatabaseOptions()), TimeProvider.System);
        var migration = new DatabaseMigration<NotesContext>(
            contexts,
            turns,
            NullLogger<DatabaseMigration<NotesContext>>.Instance
        );
        return migration.RunAsync(NotesContext.Schema, CancellationToken.None);
    }

    private NotesContext Context()
    {
        var options = new DbContextOptionsBuilder<NotesContext>();
        options.UseServiceDatabase(DatabaseKind.Sqlite, Connection, NotesContext.Schema);
        return new NotesContext(options.Options);
    }

    private Task<List<string>> HistoryAsync() =>
        QueryAsync("select \"MigrationId\" from \"__EFMigrationsHistory\" order by 1");

    private async Task<List<string>> QueryAsync(string sql)
    {
        await using var context = Context();
        return await context.Database.SqlQueryRaw<string>(sql).ToListAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var context = Context();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    private sealed class Contexts(Func<NotesContext> create) : IDbContextFactory<NotesContext>
    {
        public NotesContext CreateDbContext() => create();
    }
}
