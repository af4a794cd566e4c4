using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>What adding and enriching a context have in common.</summary>
internal static class ContextRegistration
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    /// <summary>The name of Npgsql's own activity source and of its meter.</summary>
    private const string Source = "Npgsql";

    public static bool Exists<TContext>(IHostApplicationBuilder builder)
        where TContext : DbContext =>
        builder.Services.Any(service => service.ServiceType == typeof(DbContextOptions<TContext>));

    public static NpgsqlEntityFrameworkCorePostgreSQLSettings ReadSettings<TContext>(IHostApplicationBuilder builder)
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        builder.Configuration.GetSection(Section).Bind(settings);
        builder.Configuration.GetSection($"{Section}:{typeof(TContext).Name}").Bind(settings);
        return settings;
    }

    /// <summary>Migrations are written without a server, so design time goes without.</summary>
    public static void RequireConnectionString<TContext>(
        NpgsqlEntityFrameworkCorePostgreSQLSettings settings,
        string connectionName
    )
    {
        if (string.IsNullOrWhiteSpace(settings.ConnectionString) && !EF.IsDesignTime)
        {
            throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}' or under "
                    + $"the 'ConnectionString' key in '{Section}' or '{Section}:{typeof(TContext).Name}' "
                    + "configuration section."
            );
        }
    }

    public static void Apply(
        NpgsqlEntityFrameworkCorePostgreSQLSettings settings,
        NpgsqlDbContextOptionsBuilder options
    )
    {
        if (!settings.DisableRetry)
        {
            options.EnableRetryOnFailure();
        }

        if (settings.CommandTimeout is { } seconds)
        {
            options.CommandTimeout(seconds);
        }
    }

    public static void Observe<TContext>(
        IHostApplicationBuilder builder,
        NpgsqlEntityFrameworkCorePostgreSQLSettings settings
    )
        where TContext : DbContext
    {
        var name = typeof(TContext).Name;

        // Two of one name are an error when health is asked for; the second registration adds none.
        if (!settings.DisableHealthChecks && builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
        {
            builder.Services.AddHealthChecks().AddDbContextCheck<TContext>(name);
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Source));
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Source));
        }
    }
}
