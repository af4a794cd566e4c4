using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Profiler.Storage;

/// <summary>Replicas, models, what operators set, what was measured.</summary>
internal static class ProfileTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ReplicaRow>().ToTable("replicas").HasKey(row => row.Name);
        modelBuilder.Entity<ModelRow>().ToTable("models").HasKey(row => new { row.Name, row.Digest });
        modelBuilder.Entity<SettingsRow>(row =>
        {
            row.ToTable("settings").HasKey(settings => settings.Model);
            row.Property(settings => settings.Revision).IsConcurrencyToken();
        });
        modelBuilder.Entity<EditRow>(row =>
        {
            row.ToTable("edits").HasKey(edit => edit.EditId);
            row.HasIndex(edit => new
            {
                edit.Kind,
                edit.Subject,
                edit.AtUnixMs,
            });
            row.HasIndex(edit => edit.AtUnixMs);
        });
        modelBuilder.Entity<MeasureRow>(row =>
        {
            row.ToTable("measures").HasKey(measure => new { measure.Replica, measure.Digest });
            row.HasIndex(measure => measure.UpdatedAtUnixMs);
        });
        modelBuilder.Entity<HistoryRow>(row =>
        {
            row.ToTable("profile_history").HasKey(history => history.HistoryId);
            row.HasIndex(history => new
            {
                history.Replica,
                history.Digest,
                history.AtUnixMs,
            });
            row.HasIndex(history => history.AtUnixMs);
        });
        modelBuilder.Entity<DocumentRow>().ToTable("documents").HasKey(row => new { row.Kind, row.Key });
    }
}
