using Microsoft.EntityFrameworkCore;

namespace Orchestrator.EnsembleWorker.Storage;

internal sealed class WorkerDbContext(DbContextOptions<WorkerDbContext> options) : DbContext(options)
{
    public const string Schema = "worker";
    public const string LeaseTable = "leases";

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<StepRow> Steps => Set<StepRow>();

    public DbSet<RunLogRow> RunLog => Set<RunLogRow>();

    public DbSet<RunMessageRow> RunMessages => Set<RunMessageRow>();

    /// <summary>Given back together with the context.</summary>
    public IDisposable? Turn { get; set; }

    public override void Dispose()
    {
        var turn = TakeTurn();
        base.Dispose();
        turn?.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        var turn = TakeTurn();
        await base.DisposeAsync();
        turn?.Dispose();
    }

    // Before it goes back to the pool: from then on it may be another's.
    private IDisposable? TakeTurn()
    {
        var turn = Turn;
        Turn = null;
        return turn;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.Entity<LeaseRow>(lease =>
        {
            lease.ToTable(LeaseTable);
            lease.HasKey(row => row.Replica);
            lease.Property(row => row.Replica).HasColumnName("replica").HasMaxLength(64);
            lease.Property(row => row.Worker).HasColumnName("worker").HasMaxLength(64);
            lease.Property(row => row.Address).HasColumnName("address").HasMaxLength(512);
            lease.Property(row => row.Epoch).HasColumnName("epoch");
            lease.Property(row => row.ExpiresAt).HasColumnName("expires_at");
            lease.Property(row => row.Version).HasColumnName("version").IsConcurrencyToken();
        });
        RunTables.Configure(modelBuilder);
    }
}
