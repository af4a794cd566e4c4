using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Orchestrator.ServiceDefaults;

public static class DatabaseExtensions
{
    internal const string ConnectionName = "orchestrator";

    /// <summary>
    /// A context for the tables of one service: PostgreSQL when ConnectionStrings:orchestrator says "Host=", otherwise a
    /// SQLite file named after <paramref name="schema"/>. Modules inject <c>IDbContextFactory</c>; the tables are
    /// migrated before any other hosted service starts. The context has one constructor, which takes its options.
    /// </summary>
    public static IHostApplicationBuilder AddServiceDatabase<TContext>(
        this IHostApplicationBuilder builder,
        string schema
    )
        where TContext : DbContext
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        builder.AddOptionsOf<DataOptions>(DataOptions.SectionName);
        builder.AddOptionsOf<DatabaseOptions>(DatabaseOptions.SectionName);
        if (IsPostgres(builder.Configuration.GetConnectionString(ConnectionName)))
        {
            AddPostgres<TContext>(builder, schema);
        }
        else
        {
            AddSqlite<TContext>(builder, schema);
        }

        builder
            .Services.AddMigration<TContext>(schema)
            .AddHealthChecks()
            .AddCheck<DatabaseCheck<TContext>>($"database-{schema}", HealthStatus.Unhealthy, [HealthTags.Ready]);
        return builder;
    }

    private static void AddOptionsOf<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class =>
        builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();

    private static IServiceCollection AddMigration<TContext>(this IServiceCollection services, string schema)
        where TContext : DbContext
    {
        services.TryAddSingleton<DatabaseWait>();
        services.AddSingleton<DatabaseMigration<TContext>>();
        return services.AddHostedService(provider => new DatabaseStart<TContext>(
            schema,
            provider.GetRequiredService<DatabaseMigration<TContext>>(),
            provider.GetRequiredService<DatabaseWait>()
        ));
    }

    private static bool IsPostgres(string? connection) =>
        connection?.Contains("Host=", StringComparison.OrdinalIgnoreCase) == true;

    private static void AddPostgres<TContext>(IHostApplicationBuilder builder, string schema)
        where TContext : DbContext
    {
        CheckPostgres(builder.Configuration.GetConnectionString(ConnectionName));
        // Both shapes have one check of ours, with one name.
        builder.AddNpgsqlDbContext<TContext>(
            ConnectionName,
            settings => settings.DisableHealthChecks = true,
            options => options.WithPostgresMigrations(schema)
        );
        builder.Services.AddSingleton<IDbContextFactory<TContext>>(services => new PooledDbContextFactory<TContext>(
            services.GetRequiredService<DbContextOptions<TContext>>()
        ));
        builder.Services.AddSingleton<IMigrationTurn<TContext>, PostgresTurn<TContext>>();
    }

    // The reason names the key that is wrong, never its value.
    private static void CheckPostgres(string? connection)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connection);
        }
        catch (ArgumentException exception)
        {
            throw new WrongSettingException(
                $"ConnectionStrings:{ConnectionName} is no PostgreSQL connection string: {exception.Message}"
            );
        }
    }

    private static void AddSqlite<TContext>(IHostApplicationBuilder builder, string schema)
        where TContext : DbContext
    {
        builder.Services.AddSingleton<IMigrationTurn<TContext>, SqliteTurn<TContext>>();
        builder.Services.AddPooledDbContextFactory<TContext>(
            (services, context) =>
            {
                var data = services.GetRequiredService<IOptions<DataOptions>>().Value;
                var directory = DataDirectory.Of(data, builder.Configuration, builder.Environment);
                var connection = SqliteFile.ConnectionString(directory, schema, data.BusyTimeout);
                context.UseServiceDatabase(DatabaseKind.Sqlite, connection, schema);
            }
        );
    }
}
