using Microsoft.EntityFrameworkCore;

namespace Orchestrator.ServiceDefaults.Tests.Database;

internal sealed class Note
{
    public int Id { get; set; }
    public string Text { get; set; } = "";
    public string? Author { get; set; }
}

/// <summary>A service's tables in their second version; the first had no author.</summary>
internal sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public const string Schema = "notes";

    /// <summary>What a version from before migrations made.</summary>
    public const string FirstTables =
        "create table \"Notes\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK_Notes\" PRIMARY KEY AUTOINCREMENT, \"Text\" TEXT NOT NULL)";

    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema(Schema);
}
