using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Profiler.Leadership;

/// <summary>How one of several profilers comes to lead: by a lease in their database.</summary>
public sealed class LeadershipOptions
{
    public const string SectionName = "Profiler:Leadership";

    /// <summary>How long a leader that is no longer heard of stays leader.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the lease is renewed, and how often the others look whether it is free.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan RenewInterval { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long one look at the lease may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan RoundLimit { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How much the clocks of two profilers may differ: so much longer than its term a lease of another counts.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(2);
}
