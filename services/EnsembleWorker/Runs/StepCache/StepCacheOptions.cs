using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>
/// Answers of steps that are kept in memory: a step that asks the same model the same again gets the same answer without a
/// call. One tenant never gets another's.
/// </summary>
public sealed class StepCacheOptions
{
    /// <summary>False: every step is a call.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Answers that are kept; the one that was not asked for the longest goes first.</summary>
    [Range(1, 10_000_000)]
    public int Entries { get; set; } = 2_048;

    /// <summary>Bytes that they take together.</summary>
    [Range(1_000, 100_000_000_000)]
    public long Bytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long an answer is good for: the model behind the name may have changed since.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>True: also steps without temperature 0 and without a seed, each under its own name in the run.</summary>
    public bool Sampled { get; set; }
}
