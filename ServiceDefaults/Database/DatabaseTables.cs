using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.ServiceDefaults;

/// <summary>Makes the tables before any other hosted service starts.</summary>
internal sealed class DatabaseTables<TContext>(IDbContextFactory<TContext> contexts) : IHostedLifecycleService
    where TContext : DbContext
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        Func<TContext, CancellationToken, Task> create = context.Database.IsSqlite()
            ? CreateInFileAsync
            : CreateInSharedDatabaseAsync;
        try
        {
            await create(context, cancellationToken);
        }
        // Another process may have made them at this very moment. Then they are seen now; anything else fails again.
        catch (DbException)
        {
            await AgainAsync(create, context, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task AgainAsync(
        Func<TContext, CancellationToken, Task> create,
        TContext context,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await create(context, cancellationToken);
        }
        catch (SqliteException exception)
        {
            var file = context.Database.GetDbConnection().DataSource;
            throw new IOException($"The database file '{file}' cannot be used: {exception.Message}", exception);
        }
    }

    private static async Task CreateInFileAsync(TContext context, CancellationToken cancellationToken)
    {
        await context.Database.EnsureCreatedAsync(cancellationToken);
        // Readers go on while one writes. The file remembers it.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
    }

    // EnsureCreated looks at the database as a whole and would do nothing for the second service in it.
    private static async Task CreateInSharedDatabaseAsync(TContext context, CancellationToken cancellationToken)
    {
        var creator = (IRelationalDatabaseCreator)context.Database.GetService<IDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            await creator.CreateAsync(cancellationToken);
        }

        var schema = context.Model.GetDefaultSchema() ?? "public";
        var tables = await context
            .Database.SqlQuery<int>(
                $"select count(*)::int as \"Value\" from information_schema.tables where table_schema = {schema}"
            )
            .SingleAsync(cancellationToken);
        if (tables == 0)
        {
            await creator.CreateTablesAsync(cancellationToken);
        }
    }
}
