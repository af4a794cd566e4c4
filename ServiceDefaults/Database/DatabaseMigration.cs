using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

/// <summary>Brings the tables of one service to the version that this process knows.</summary>
internal sealed partial class DatabaseMigration<TContext>(
    IDbContextFactory<TContext> contexts,
    IMigrationTurn<TContext> turns,
    ILogger<DatabaseMigration<TContext>> logger
)
    where TContext : DbContext
{
    /// <exception cref="DatabaseStartException">The database is another version's, or its file is unusable.</exception>
    public async Task RunAsync(string schema, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            await using var turn = await turns.TakeAsync(context, cancellationToken);
            await MigrateAsync(context, schema, cancellationToken);
        }
        catch (SqliteException exception) when (!DatabaseFault.IsAway(exception))
        {
            var file = context.Database.GetDbConnection().DataSource;
            throw new DatabaseStartException(
                $"The database file '{file}' cannot be used: {exception.Message}",
                exception
            );
        }
    }

    private async Task MigrateAsync(TContext context, string schema, CancellationToken cancellationToken)
    {
        var existing = await ExistingTables.ReadAsync(context, schema, cancellationToken);
        var known = context.Database.GetMigrations().ToList();
        var applied = await AppliedAsync(context, existing, cancellationToken);
        RefuseNewer(schema, applied.Except(known, StringComparer.Ordinal));
        if (applied.Count == 0)
        {
            applied.AddRange(await BeginHistoryAsync(context, schema, existing, known[0], cancellationToken));
        }

        if (known.Count > applied.Count)
        {
            await PrepareAsync(context, cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
            LogMigrated(schema, known[^1], known.Count - applied.Count);
        }
    }

    // Asked only when it is there: EF would find out by a statement that fails, and log it as an error.
    private static async Task<List<string>> AppliedAsync(
        TContext context,
        IEnumerable<string> existing,
        CancellationToken cancellationToken
    ) =>
        existing.Any(line => TableLines.TableOf(line) == ServiceDatabase.HistoryTable)
            ? [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)]
            : [];

    private static void RefuseNewer(string schema, IEnumerable<string> unknown)
    {
        if (unknown.FirstOrDefault() is { } migration)
        {
            throw new DatabaseStartException(
                $"The tables of '{schema}' are of a newer version: the database has the migration '{migration}', which "
                    + "this version does not know. Start that version, or restore a backup from before it."
            );
        }
    }

    /// <returns>The migrations that are recorded and not run, because their tables are there.</returns>
    private async Task<IReadOnlyList<string>> BeginHistoryAsync(
        TContext context,
        string schema,
        IEnumerable<string> existing,
        string first,
        CancellationToken cancellationToken
    )
    {
        var tables = context.Model.GetRelationalModel().Tables.Select(table => table.Name).ToHashSet();
        var adoption = Adoption.Of(LinesOf(context, first), existing, tables);
        if (adoption is Adoption.Refuse { Difference: var difference })
        {
            throw new DatabaseStartException(
                $"The tables of '{schema}' were not made by this program, or not by a version that can be carried "
                    + $"over: {difference}. Nothing was changed."
            );
        }

        await MigrationHistory.CreateAsync(context, schema, cancellationToken);
        if (adoption is not Adoption.Adopt)
        {
            return [];
        }

        await MigrationHistory.RecordAsync(context, first, cancellationToken);
        LogAdopted(schema, first);
        return [first];
    }

    private static IReadOnlySet<string> LinesOf(TContext context, string migration)
    {
        var set = context.GetService<IMigrationsAssembly>();
        var provider = context.Database.ProviderName ?? "";
        return TableLines.Of(set.CreateMigration(set.Migrations[migration], provider).UpOperations);
    }

    private static async Task PrepareAsync(TContext context, CancellationToken cancellationToken)
    {
        if (MigrationSet.KindOf(context) == DatabaseKind.Sqlite)
        {
            // Readers go on while one writes. The file remembers it.
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
            // Whoever held EF's own lock died: the turn is ours.
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        }
    }

    [LoggerMessage(1802, LogLevel.Information, "The tables of {Schema} are at {Migration}, after {Count} migrations.")]
    private partial void LogMigrated(string schema, string migration, int count);

    [LoggerMessage(
        1803,
        LogLevel.Information,
        "The tables of {Schema} were there without a history and are taken over as {Migration}."
    )]
    private partial void LogAdopted(string schema, string migration);
}
