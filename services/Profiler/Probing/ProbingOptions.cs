using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Profiler.Probing;

public sealed class ProbingOptions
{
    public const string SectionName = "Profiler:Probing";

    /// <summary>Whether models are asked graded questions at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>A replica counts as idle when nothing has run or waited on it for this long.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a model that is not in memory may be loaded for a probe. It can push another one out.</summary>
    public bool LoadModels { get; set; }

    /// <summary>How long a replica must have been idle before a model is loaded for a probe.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan IdleTimeBeforeLoad { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Tokens, read and written, that probes may cost one replica per day (UTC).</summary>
    [Range(0, 100_000_000)]
    public long TokensPerReplicaAndDay { get; set; } = 100_000;

    /// <summary>Seconds that probes may run on one replica per day (UTC).</summary>
    [Range(0, 86_400)]
    public int SecondsPerReplicaAndDay { get; set; } = 1_200;

    /// <summary>Tokens that probes may cost the whole fleet per day (UTC).</summary>
    [Range(0, 10_000_000_000)]
    public long TokensPerDay { get; set; } = 2_000_000;

    /// <summary>Seconds that probes may run in the whole fleet per day (UTC).</summary>
    [Range(0, 8_640_000)]
    public int SecondsPerDay { get; set; } = 24_000;

    /// <summary>Replicas that are probed at the same time; one replica has one probe at most.</summary>
    [Range(1, 256)]
    public int ParallelMax { get; set; } = 4;

    /// <summary>Tokens that one answer may have.</summary>
    [Range(16, 32_768)]
    public int AnswerTokensMax { get; set; } = 512;

    /// <summary>Tokens that one answer may have of a model that always thinks first.</summary>
    [Range(16, 131_072)]
    public int ThinkingAnswerTokensMax { get; set; } = 3_072;

    /// <summary>First pause of a replica after real work ended or refused a probe, or one failed; doubles with each in a row.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause of a replica.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PauseMax { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>After so many failed probes in a row a model is not probed on that replica any more, until its profile is asked for.</summary>
    [Range(1, 100)]
    public int FailuresMax { get; set; } = 3;

    /// <summary>A probe that has not ended after this long is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00")]
    public TimeSpan CallLimit { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How often the schedule is asked for work.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan RoundInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Models whose profile may be asked for and wait at the same time; another request is refused.</summary>
    [Range(1, 10_000)]
    public int RequestsMax { get; set; } = 100;

    /// <summary>A wish for a profile that could not be fulfilled for this long is given up: its model may be gone, or never in memory.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan RequestKeep { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Seed of the order of the questions.</summary>
    public int Seed { get; set; } = 1;
}
