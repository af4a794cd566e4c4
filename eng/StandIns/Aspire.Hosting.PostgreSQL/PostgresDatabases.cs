using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>Creates a server's databases once it is healthy.</summary>
internal static class PostgresDatabases
{
    public static async Task CreateAsync(
        PostgresServerResource server,
        ResourceReadyEvent ready,
        CancellationToken cancellationToken
    )
    {
        var model = ready.Services.GetRequiredService<DistributedApplicationModel>();
        var logs = ready.Services.GetRequiredService<ResourceLoggerService>();
        await using var connection = await PostgresConnection.OpenAsync(server, cancellationToken);
        foreach (var database in model.Resources.OfType<PostgresDatabaseResource>().Where(own => own.Parent == server))
        {
            await CreateAsync(connection, database, logs.GetLogger(database), cancellationToken);
        }
    }

    private static async Task CreateAsync(
        NpgsqlConnection connection,
        PostgresDatabaseResource database,
        ILogger log,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await connection.RunAsync(Script(database), cancellationToken);
            log.LogInformation("Database '{DatabaseName}' created successfully", database.DatabaseName);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            log.LogDebug("Database '{DatabaseName}' already exists", database.DatabaseName);
        }
        // One faulty script must not keep the other databases from being created; the database's own health check fails.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(exception, "Failed to create database '{DatabaseName}'", database.DatabaseName);
        }
    }

    private static string Script(PostgresDatabaseResource database) =>
        database.Annotations.OfType<CreationScriptAnnotation>().LastOrDefault()?.Script
        ?? $"CREATE DATABASE \"{database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
