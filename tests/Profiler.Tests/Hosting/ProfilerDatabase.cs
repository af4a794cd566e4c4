using Microsoft.EntityFrameworkCore;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Tests.Hosting;

/// <summary>A migrated SQLite database in a file of its own, for as long as this lives.</summary>
internal sealed class ProfilerDatabase : IDbContextFactory<ProfilerDbContext>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-");
    private readonly DbContextOptions<ProfilerDbContext> _options;

    public ProfilerDatabase()
    {
        var builder = new DbContextOptionsBuilder<ProfilerDbContext>();
        var file = Path.Combine(_folder.FullName, "profiler.db");
        builder.UseServiceDatabase(DatabaseKind.Sqlite, $"Data Source={file};Pooling=False", ProfilerDbContext.Schema);
        _options = builder.Options;
        using var context = CreateDbContext();
        context.Database.Migrate();
    }

    /// <summary>True: every attempt to use it fails, as if its server were gone.</summary>
    public bool IsAway { get; set; }

    public ProfilerDbContext CreateDbContext() =>
        IsAway ? throw new TimeoutException("The database of the test is away.") : new ProfilerDbContext(_options);

    public void Dispose() => _folder.Delete(recursive: true);
}
