using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// An advisory lock in a transaction of a second connection: the server gives it back when the connection ends, however it
/// ends, and a pooler that shares sessions keeps a transaction together. EF's own lock is on the table of the history, which
/// two first starts would make at once.
/// </summary>
internal sealed class PostgresTurn<TContext>(IDbContextFactory<TContext> contexts, IOptions<DatabaseOptions> options)
    : IMigrationTurn<TContext>
    where TContext : DbContext
{
    // Every server has it.
    private const string Maintenance = "postgres";

    public async Task<IAsyncDisposable> TakeAsync(TContext context, CancellationToken cancellationToken)
    {
        var holder = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            // Opened below EF, whose own retries would wait for a minute and say nothing.
            var connection = (NpgsqlConnection)holder.Database.GetDbConnection();
            await OpenAsync(connection, holder, cancellationToken);
            await LockAsync(connection, LockName(context), cancellationToken);
            context.Database.SetCommandTimeout(options.Value.MigrationLimit);
            return holder;
        }
        catch
        {
            await holder.DisposeAsync();
            throw;
        }
    }

    private static string LockName(TContext context) => $"orchestrator migrations {context.Model.GetDefaultSchema()}";

    private static async Task OpenAsync(
        NpgsqlConnection connection,
        TContext holder,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(holder, cancellationToken);
            await connection.OpenAsync(cancellationToken);
        }
    }

    // Not by EF, which would log an error when another process was faster.
    private static async Task CreateDatabaseAsync(TContext holder, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(ConnectionStringOf(holder)) { Pooling = false };
        var name = holder.GetService<ISqlGenerationHelper>().DelimitIdentifier(server.Database ?? "");
        server.Database = Maintenance;
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // What was wanted is there.
        }
    }

    // A connection does not give its password away; the options do.
    private static string? ConnectionStringOf(TContext context) =>
        context
            .GetService<IDbContextOptions>()
            .Extensions.OfType<RelationalOptionsExtension>()
            .Single()
            .ConnectionString;

    // The transaction ends with the connection, when the holder is disposed.
    private async Task LockAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select pg_advisory_xact_lock(hashtextextended(@name, 0))";
        command.Parameters.AddWithValue("name", name);
        command.CommandTimeout = (int)options.Value.MigrationLimit.TotalSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
