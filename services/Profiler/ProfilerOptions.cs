using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Profiler;

public sealed class ProfilerOptions
{
    public const string SectionName = "Profiler";

    /// <summary>A worker that sends nothing for this long counts as unreachable; workers repeat their state every 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "00:05:00")]
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>First wait before a lost worker is dialled again; doubles with each failure, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan RedialWait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait before a lost worker is dialled again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan RedialWaitMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Replicas that one worker may have; what is above is dropped with a warning.</summary>
    [Range(1, 10_000)]
    public int ReplicasPerWorkerMax { get; set; } = 1_000;

    /// <summary>Models that one replica may report; what is above is dropped.</summary>
    [Range(1, 10_000)]
    public int ModelsPerReplicaMax { get; set; } = 2_000;

    /// <summary>Characters of a name or another text that a worker may report; a replica or model with a longer one is dropped.</summary>
    [Range(16, 4_096)]
    public int TextCharsMax { get; set; } = 256;
}
