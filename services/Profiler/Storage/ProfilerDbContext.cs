using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Profiler.Storage;

/// <summary>The profiler's tables. Times are Unix milliseconds: both databases order and compare them alike.</summary>
internal sealed class ProfilerDbContext(DbContextOptions<ProfilerDbContext> options) : DbContext(options)
{
    public const string Schema = "profiler";
    public const string LeaderTable = "leaders";

    public DbSet<LeaderRow> Leaders => Set<LeaderRow>();

    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    public DbSet<ReplicaRow> Replicas => Set<ReplicaRow>();

    public DbSet<ModelRow> Models => Set<ModelRow>();

    public DbSet<SettingsRow> Settings => Set<SettingsRow>();

    public DbSet<EditRow> Edits => Set<EditRow>();

    public DbSet<MeasureRow> Measures => Set<MeasureRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<ProbeScoreRow> ProbeScores => Set<ProbeScoreRow>();

    public DbSet<ProbeSpendRow> ProbeSpend => Set<ProbeSpendRow>();

    public DbSet<ProbeRequestRow> ProbeRequests => Set<ProbeRequestRow>();

    public DbSet<DocumentRow> Documents => Set<DocumentRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.Entity<LeaderRow>(row =>
        {
            row.ToTable(LeaderTable).HasKey(leader => leader.Role);
            row.Property(leader => leader.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<RevisionRow>(row =>
        {
            row.ToTable("revisions").HasKey(revision => revision.Name);
            row.Property(revision => revision.Value).IsConcurrencyToken();
            row.HasData(RevisionNames.All.Select(name => new RevisionRow { Name = name, Value = 1 }));
        });
        ProfileTables.Configure(modelBuilder);
        ProbeTables.Configure(modelBuilder);
    }
}
