using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Learning;

/// <summary>How long outcomes and feedback are kept. Section "Learning".</summary>
public sealed class LearningOptions
{
    public const string SectionName = "Learning";

    /// <summary>Outcomes and feedback older than this are deleted.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often old ones are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Rows that one statement deletes: writers of a SQLite file wait for it.</summary>
    [Range(1, 100_000)]
    public int RetentionBatchRows { get; set; } = 1_000;

    /// <summary>Statements of one round for each table; what is left waits for the next round.</summary>
    [Range(1, 100_000)]
    public int RetentionBatchesMax { get; set; } = 100;
}
