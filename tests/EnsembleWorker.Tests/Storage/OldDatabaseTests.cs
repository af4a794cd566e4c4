using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Tests.Module;

namespace Orchestrator.EnsembleWorker.Tests.Storage;

public sealed class OldDatabaseTests
{
    // As a version without migrations left it.
    private const string OldFile = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE "leases" (
            "replica" TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
            "worker" TEXT NOT NULL,
            "address" TEXT NOT NULL,
            "epoch" INTEGER NOT NULL,
            "expires_at" TEXT NOT NULL,
            "version" INTEGER NOT NULL
        );
        INSERT INTO "leases" VALUES ('gpu-9', 'worker-9', 'http://127.0.0.1:1', 41, '2025-01-01 00:00:00+00:00', 7);
        """;

    [Fact]
    public async Task Epochs_of_a_version_without_migrations_are_remembered()
    {
        var folder = WorkerHost.NewDataFolder();
        await using (var connection = new SqliteConnection($"Data Source={folder}/worker.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = OldFile;
            await command.ExecuteNonQueryAsync();
        }

        await using (var worker = await WorkerHost.StartAsync(replica: null, dataFolder: folder))
        {
            var contexts = worker.Services.GetRequiredService<IDbContextFactory<WorkerDbContext>>();
            await using var context = await contexts.CreateDbContextAsync();
            Assert.Equal(41, (await context.Leases.SingleAsync(row => row.Replica == "gpu-9")).Epoch);
            Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
