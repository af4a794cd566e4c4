using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Profiler.Storage;

/// <summary>What the probes found out, what they have cost, and which are asked for.</summary>
internal static class ProbeTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder
            .Entity<ProbeScoreRow>()
            .ToTable("probe_scores")
            .HasKey(row => new
            {
                row.Digest,
                row.Task,
                row.Language,
            });
        modelBuilder.Entity<ProbeSpendRow>().ToTable("probe_spend").HasKey(row => row.Day);
        modelBuilder.Entity<ProbeRequestRow>().ToTable("probe_requests").HasKey(row => row.RequestId);
    }
}
