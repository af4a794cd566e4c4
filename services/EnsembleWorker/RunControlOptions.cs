using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>What users may do with runs that are under way.</summary>
public sealed class RunControlOptions
{
    /// <summary>How long steps in flight may go on when a run is to pause; then they are cut off and repeated later.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PauseGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a run whose deadline has passed may take to conclude with what it has; then it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DeadlineGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks for queued runs whose deadline has passed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan DeadlineInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Runs past their deadline that one look ends.</summary>
    [Range(1, 10_000)]
    public int DeadlineBatch { get; set; } = 64;

    /// <summary>Characters of one message to a run, and of one question to its user.</summary>
    [Range(1, 1_000_000)]
    public int MaxMessageCharacters { get; set; } = 16_000;

    /// <summary>Messages that one run takes in its whole life.</summary>
    [Range(1, 100_000)]
    public int MaxMessages { get; set; } = 200;

    /// <summary>Messages that may wait until the run looks at them.</summary>
    [Range(1, 10_000)]
    public int MaxWaitingMessages { get; set; } = 20;

    /// <summary>
    /// How often a run that waits for a message asks the database: those that came to another worker are seen there. A message that
    /// comes to the holder itself is seen at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:01")]
    public TimeSpan InboxPollInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs that one page of a list has at most.</summary>
    [Range(1, 1_000)]
    public int MaxListed { get; set; } = 200;

    /// <summary>Tries at a change of a row that others change at the same moment; then the caller is told to come again.</summary>
    [Range(1, 100)]
    public int MaxTries { get; set; } = 8;
}
