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
        model.Entity<RunMessageRow>(ConfigureMessages);
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
        run.Property(row => row.PauseRequested).HasColumnName("pause_requested");
        run.Property(row => row.PausedAtMs).HasColumnName("paused_at_ms");
        run.Property(row => row.PausedMs).HasColumnName("paused_ms");
        run.Property(row => row.DeadlineAtMs).HasColumnName("deadline_at_ms");
        run.Property(row => row.Takeovers).HasColumnName("takeovers");
        run.Property(row => row.Messages).HasColumnName("messages");
        run.Property(row => row.MessagesLogged).HasColumnName("messages_logged");
        run.Property(row => row.Question).HasColumnName("question");
        run.Property(row => row.Priority).HasColumnName("priority");
        run.Property(row => row.Tenant).HasColumnName("tenant").HasMaxLength(NameLengthMax);
        run.Property(row => row.TraceParent).HasColumnName("trace_parent").HasMaxLength(TraceLengthMax);
        // Together they are what a holder's writes depend on: a version column would also change with each renewal.
        run.Property(row => row.Worker).HasColumnName("worker").HasMaxLength(NameLengthMax).IsConcurrencyToken();
        run.Property(row => row.Epoch).HasColumnName("epoch").IsConcurrencyToken();
        run.HasIndex(row => new { row.State, row.ExpiresAtMs });
        run.HasIndex(row => row.FinishedAtMs);
        run.HasIndex(row => new { row.CreatedAtMs, row.RunId });
        run.HasIndex(row => new
        {
            row.State,
            row.CreatedAtMs,
            row.RunId,
        });
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
        // The default is for rows of before. Written as it is: 0 is a step that needed no call, and not one without a value.
        step.Property(row => row.Calls).HasColumnName("calls").HasDefaultValue(1).ValueGeneratedNever();
        step.Property(row => row.GpuMs).HasColumnName("gpu_ms");
        step.Property(row => row.Cached).HasColumnName("cached");
        step.Property(row => row.Replaced).HasColumnName("replaced");
    }

    private static void ConfigureMessages(EntityTypeBuilder<RunMessageRow> message)
    {
        message.ToTable("run_messages");
        message.HasKey(row => new { row.RunId, row.Number });
        message.HasOne<RunRow>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
        message.Property(row => row.RunId).HasColumnName("run_id").HasMaxLength(IdLengthMax);
        message.Property(row => row.Number).HasColumnName("number").ValueGeneratedNever();
        message.Property(row => row.AtMs).HasColumnName("at_ms");
        message.Property(row => row.Text).HasColumnName("text");
        message.Property(row => row.MessageId).HasColumnName("message_id").HasMaxLength(NameLengthMax);
        // Messages without an id are all different: to both databases no null is like another.
        message.HasIndex(row => new { row.RunId, row.MessageId }).IsUnique();
        message.Property(row => row.TakenAt).HasColumnName("taken_at").HasMaxLength(NameLengthMax);
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
