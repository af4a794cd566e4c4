using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>The worker's tables in a SQLite file of one test, which the test may take away for a while.</summary>
internal sealed class RunDatabase : IDbContextFactory<WorkerDbContext>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"runs-{Guid.CreateVersion7():N}.db");

    /// <summary>True while nobody can reach it.</summary>
    public bool IsAway { get; set; }

    public static async Task<RunDatabase> CreateAsync()
    {
        var database = new RunDatabase();
        await using var context = database.CreateDbContext();
        await context.Database.EnsureCreatedAsync();
        return database;
    }

    public WorkerDbContext CreateDbContext()
    {
        var file = IsAway ? $"{_file}.gone;Mode=ReadOnly" : _file;
        return new WorkerDbContext(
            new DbContextOptionsBuilder<WorkerDbContext>()
                .UseSqlite($"Data Source={file};Foreign Keys=True;Pooling=False")
                .Options
        );
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }
}
