using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.ServiceDefaults;

/// <summary>Migrates before any other hosted service starts.</summary>
internal sealed class DatabaseStart<TContext>(string schema, DatabaseMigration<TContext> migration, DatabaseWait wait)
    : IHostedLifecycleService
    where TContext : DbContext
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        wait.UntilDoneAsync(schema, cancel => migration.RunAsync(schema, cancel), cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
