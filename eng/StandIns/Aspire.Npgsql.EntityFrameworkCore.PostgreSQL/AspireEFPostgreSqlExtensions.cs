using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

public static class AspireEFPostgreSqlExtensions
{
    /// <summary>
    /// Registers a pooled context with retries, a health check of the context's name, tracing and metrics.
    /// A missing connection string is reported when the context is first used.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context is registered already.</exception>
    public static void AddNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null,
        Action<DbContextOptionsBuilder>? configureDbContextOptions = null
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        if (ContextRegistration.Exists<TContext>(builder))
        {
            throw new InvalidOperationException(
                $"DbContext<{typeof(TContext).Name}> is already registered. Please ensure 'services.AddDbContext<"
                    + $"{typeof(TContext).Name}>()' is not used when calling '{nameof(AddNpgsqlDbContext)}()' "
                    + $"or use the corresponding 'Enrich' method."
            );
        }

        var settings = ContextRegistration.ReadSettings<TContext>(builder);
        if (builder.Configuration.GetConnectionString(connectionName) is { } connectionString)
        {
            settings.ConnectionString = connectionString;
        }

        configureSettings?.Invoke(settings);

        builder.Services.AddDbContextPool<TContext>(options =>
        {
            ContextRegistration.RequireConnectionString<TContext>(settings, connectionName);
            options.UseNpgsql(settings.ConnectionString, npgsql => ContextRegistration.Apply(settings, npgsql));
            configureDbContextOptions?.Invoke(options);
        });
        ContextRegistration.Observe<TContext>(builder, settings);
    }

    /// <summary>The same for a context that is registered already; its connection string is left alone.</summary>
    /// <exception cref="InvalidOperationException">The context is not registered.</exception>
    public static void EnrichNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!ContextRegistration.Exists<TContext>(builder))
        {
            throw new InvalidOperationException(
                $"DbContext<{typeof(TContext).Name}> was not registered. Ensure you have registered the DbContext in DI "
                    + $"before calling '{nameof(EnrichNpgsqlDbContext)}()'."
            );
        }

        var settings = ContextRegistration.ReadSettings<TContext>(builder);
        configureSettings?.Invoke(settings);

        // Runs after the registration's own configuration, so it sees what was chosen there.
        builder.Services.ConfigureDbContext<TContext>(options =>
        {
            var chosen = ChosenOptions.Of<TContext>(options);
            options.UseNpgsql(npgsql => ContextRegistration.Apply(chosen.Reconcile(settings), npgsql));
        });
        ContextRegistration.Observe<TContext>(builder, settings);
    }
}
