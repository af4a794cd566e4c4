using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>What is learned of models from the durations that replicas report.</summary>
public sealed class MeasurementOptions
{
    /// <summary>Least time between two publications of one model's measures; what is learned in between is merged.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan PublishInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Models of one replica that are measured; the one that was called least recently makes room for another.</summary>
    [Range(1, 10_000)]
    public int MaxModels { get; set; } = 256;

    /// <summary>Parallel slots that are looked for on a replica whose Worker:Replicas:&lt;i&gt;:Slots is not set.</summary>
    [Range(1, 256)]
    public int MaxInferredSlots { get; set; } = 32;

    /// <summary>After this time a replica is tried again for more slots than were found; a load of the model does so at once.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan SlotTrust { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>Measurements that somebody orders, on replicas that have nothing else to do.</summary>
public sealed class ProbingOptions
{
    /// <summary>How long one probe may take, a load that it may need included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Tokens of a probe's answer, thinking included; a probe that asks for more gets so many.</summary>
    [Range(1, 1_000_000)]
    public int MaxOutputTokens { get; set; } = 4096;

    /// <summary>Characters of a probe's answer that are kept; what comes after is counted and thrown away.</summary>
    [Range(1, 10_000_000)]
    public int MaxAnswerCharacters { get; set; } = 65_536;
}
