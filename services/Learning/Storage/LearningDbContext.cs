using Microsoft.EntityFrameworkCore;
using Orchestrator.Learning.Feedback;
using Orchestrator.Learning.Outcomes;

namespace Orchestrator.Learning.Storage;

internal sealed class LearningDbContext(DbContextOptions<LearningDbContext> options) : DbContext(options)
{
    public const string Schema = "learning";

    /// <summary>Longest text in any column: model and replica names, causes. Longer ones are refused, never cut.</summary>
    public const int TextLengthMax = 512;

    public DbSet<OutcomeRow> Outcomes => Set<OutcomeRow>();

    public DbSet<FeedbackRow> Feedback => Set<FeedbackRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.Entity<OutcomeRow>(row =>
        {
            row.ToTable("outcomes").HasKey(outcome => outcome.OutcomeId);
            row.HasIndex(outcome => outcome.RunId);
            row.HasIndex(outcome => outcome.FinishedAtUnixMs);
        });
        modelBuilder.Entity<FeedbackRow>(row =>
        {
            row.ToTable("feedback").HasKey(feedback => feedback.FeedbackId);
            row.HasIndex(feedback => feedback.RunId);
            row.HasIndex(feedback => feedback.GivenAtUnixMs);
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().HaveMaxLength(TextLengthMax);
}
