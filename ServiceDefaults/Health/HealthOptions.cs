using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

public sealed class HealthOptions
{
    public const string SectionName = "Health";

    /// <summary>How long one check may take before it counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan CheckLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a gRPC health watch looks for a change.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>gRPC health watches at once; a further one is refused as RESOURCE_EXHAUSTED.</summary>
    [Range(1, 10_000)]
    public int MaxWatches { get; set; } = 100;
}
