using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Orchestrator.ServiceDefaults;

/// <summary>What a context of ours is told about its database, by the host, by tests and when migrations are written.</summary>
public static class ServiceDatabase
{
    /// <summary>EF's own name for it; it stands in the service's schema.</summary>
    internal const string HistoryTable = HistoryRepository.DefaultTableName;

    /// <param name="options">Of a context that one service owns.</param>
    /// <param name="kind">Which database, and so which set of migrations.</param>
    /// <param name="connection">A connection string for it.</param>
    /// <param name="schema">Where the service's tables are; a SQLite file has no schemas and is the service's own.</param>
    public static DbContextOptionsBuilder UseServiceDatabase(
        this DbContextOptionsBuilder options,
        DatabaseKind kind,
        string connection,
        string schema
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        return kind switch
        {
            DatabaseKind.Postgres => options.UseNpgsql(connection).WithPostgresMigrations(schema),
            DatabaseKind.Sqlite => options.UseSqlite(connection).WithSqliteMigrations(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A database that is not known."),
        };
    }

    internal static DbContextOptionsBuilder WithPostgresMigrations(
        this DbContextOptionsBuilder options,
        string schema
    ) =>
        options
            .UseNpgsql(npgsql => npgsql.MigrationsHistoryTable(HistoryTable, schema))
            .ReplaceService<IMigrationsAssembly, MigrationSet>();

    private static DbContextOptionsBuilder WithSqliteMigrations(this DbContextOptionsBuilder options) =>
        options
            .UseSqlite(sqlite => sqlite.MigrationsHistoryTable(HistoryTable))
            .ReplaceService<IMigrationsAssembly, MigrationSet>()
            // One model serves both databases; the schema means nothing to a file of its own.
            .ConfigureWarnings(warnings => warnings.Ignore(SqliteFile.SchemaWarning));
}
