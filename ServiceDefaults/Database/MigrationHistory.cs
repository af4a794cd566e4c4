using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Orchestrator.ServiceDefaults;

/// <summary>Writes the table in which EF records the migrations of one service.</summary>
internal static class MigrationHistory
{
    /// <summary>Empty, and before EF looks for it: EF finds out by a statement that fails, and logs it as an error.</summary>
    public static async Task CreateAsync(DbContext context, string schema, CancellationToken cancellationToken)
    {
        if (MigrationSet.KindOf(context) == DatabaseKind.Postgres)
        {
            var name = context.GetService<ISqlGenerationHelper>().DelimitIdentifier(schema);
            await ExecuteAsync(context, $"CREATE SCHEMA IF NOT EXISTS {name}", cancellationToken);
        }

        var history = context.GetService<IHistoryRepository>();
        await ExecuteAsync(context, history.GetCreateIfNotExistsScript(), cancellationToken);
    }

    public static Task RecordAsync(DbContext context, string migration, CancellationToken cancellationToken)
    {
        var row = new HistoryRow(migration, ProductInfo.GetVersion());
        var history = context.GetService<IHistoryRepository>();
        return ExecuteAsync(context, history.GetInsertScript(row), cancellationToken);
    }

    private static Task<int> ExecuteAsync(DbContext context, string statement, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(statement, cancellationToken);
}
