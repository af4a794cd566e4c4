using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Tests.Hosting;

/// <summary>A migrated SQLite database in memory, for as long as this lives.</summary>
internal sealed class ProfilerDatabase : IDbContextFactory<ProfilerDbContext>, IDisposable
{
    private readonly string _connection = $"Data Source={Guid.CreateVersion7():N};Mode=Memory;Cache=Shared";
    private readonly SqliteConnection _open;

    public ProfilerDatabase()
    {
        _open = new SqliteConnection(_connection);
        _open.Open();
        using var context = CreateDbContext();
        context.Database.Migrate();
    }

    /// <summary>True: every attempt to use it fails, as if its server were gone.</summary>
    public bool IsAway { get; set; }

    public ProfilerDbContext CreateDbContext() =>
        IsAway
            ? throw new TimeoutException("The database of the test is away.")
            : new ProfilerDbContext(
                new DbContextOptionsBuilder<ProfilerDbContext>()
                    .UseServiceDatabase(DatabaseKind.Sqlite, _connection, ProfilerDbContext.Schema)
                    .Options
                    is DbContextOptions<ProfilerDbContext> options
                    ? options
                    : throw new InvalidOperationException("Options of another context.")
            );

    public void Dispose() => _open.Dispose();
}
