using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orchestrator.EnsembleWorker.Storage;

/// <summary>The tables of runs, the same for both databases.</summary>
internal static class RunTables
{
    public const int IdLengthMax = 64;
    public const int NameLengthMax = 64;
    public const int ModelLengthMax = 512;
    public const int AddressLengthMax = 512;
    public const int MessageLengthMax = 1000;
    public const int TraceLengthMax = 128;

    public static void Configure(ModelBuilder model)
    {
        model.Entity<RunRow>(ConfigureRuns);
        model.Entity<StepRow>(ConfigureSteps);
        model.Entity<RunLogRow>(ConfigureLog);
    }

    private static void ConfigureRuns(EntityTypeBuilder<RunRow> run)
    {
        run.ToTable("runs");
        run.HasKey(row => row.RunId);
        run.Property(row => row.RunId).HasColumnName("run_id").HasMaxLength(IdLengthMax);
        run.Property(row => row.Strategy).HasColumnName("strategy").HasMaxLength(NameLengthMax);
        run.Property(row => row.State).HasColumnName("state").HasMaxLength(NameLengthMax);
        run.Property(row => row.Request).HasColumnName("request");
        run.Property(row => row.CreatedAtMs).HasColumnName("created_at_ms");
        run.Property(row => row.StartedAtMs).HasColumnName("started_at_ms");
        run.Property(row => row.FinishedAtMs).HasColumnName("finished_at_ms");
        run.Property(row => row.Answer).HasColumnName("answer");
        run.Property(row => row.Cause).HasColumnName("cause").HasMaxLength(NameLengthMax);
        run.Property(row => row.Message).HasColumnName("message").HasMaxLength(MessageLengthMax);
        run.Property(row => row.LastSequence).HasColumnName("last_sequence");
        run.Property(row => row.Address).HasColumnName("address").HasMaxLength(AddressLengthMax);
        run.Property(row => row.ExpiresAtMs).HasColumnName("expires_at_ms");
        run.Property(row => row.StopRequested).HasColumnName("stop_requested");
        run.Property(row => row.TraceParent).HasColumnName("trace_parent").HasMaxLength(TraceLengthMax);
        // Together they are what a holder's writes depend on: a version column would also change with each renewal.
        run.Property(row => row.Worker).HasColumnName("worker").HasMaxLength(NameLengthMax).IsConcurrencyToken();
        run.Property(row => row.Epoch).HasColumnName("epoch").IsConcurrencyToken();
        run.HasIndex(row => new { row.State, row.ExpiresAtMs });
        run.HasIndex(row => row.FinishedAtMs);
    }

    private static void ConfigureSteps(EntityTypeBuilder<StepRow> step)
    {
        step.ToTable("steps");
        step.HasKey(row => new { row.RunId, row.Step });
        step.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
        step.Property(row => row.RunId).HasColumnName("run_id").HasMaxLength(IdLengthMax);
        step.Property(row => row.Step).HasColumnName("step").HasMaxLength(NameLengthMax);
        step.Property(row => row.State).HasColumnName("state").HasMaxLength(NameLengthMax);
        step.Property(row => row.Epoch).HasColumnName("epoch");
        step.Property(row => row.Model).HasColumnName("model").HasMaxLength(ModelLengthMax);
        step.Property(row => row.Replica).HasColumnName("replica").HasMaxLength(NameLengthMax);
        step.Property(row => row.Output).HasColumnName("output");
        step.Property(row => row.Reason).HasColumnName("reason").HasMaxLength(NameLengthMax);
        step.Property(row => row.PromptTokens).HasColumnName("prompt_tokens");
        step.Property(row => row.OutputTokens).HasColumnName("output_tokens");
        step.Property(row => row.StartedAtMs).HasColumnName("started_at_ms");
        step.Property(row => row.FinishedAtMs).HasColumnName("finished_at_ms");
        step.Property(row => row.Attempts).HasColumnName("attempts");
        step.Property(row => row.Cause).HasColumnName("cause").HasMaxLength(NameLengthMax);
        step.Property(row => row.Message).HasColumnName("message").HasMaxLength(MessageLengthMax);
        step.Property(row => row.Simulated).HasColumnName("simulated");
    }

    private static void ConfigureLog(EntityTypeBuilder<RunLogRow> entry)
    {
        entry.ToTable("run_log");
        entry.HasKey(row => new { row.RunId, row.Sequence });
        entry.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
        entry.Property(row => row.RunId).HasColumnName("run_id").HasMaxLength(IdLengthMax);
        entry.Property(row => row.Sequence).HasColumnName("sequence").ValueGeneratedNever();
        entry.Property(row => row.AtMs).HasColumnName("at_ms");
        entry.Property(row => row.Name).HasColumnName("name").HasMaxLength(NameLengthMax);
        entry.Property(row => row.Payload).HasColumnName("payload");
    }
}
