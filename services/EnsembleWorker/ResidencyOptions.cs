using System.ComponentModel.DataAnnotations;
using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker;

/// <summary>How a plan of the profiler is carried out.</summary>
public sealed class ResidencyOptions
{
    /// <summary>Time between two looks at what the plan asks for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A planned model is not loaded in place of one that was called within this time.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A planned load waits at most this long for models that are called; then it is asked for all the same.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SwapWaitMax { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>A planned model that falls idle is touched this long before it would be unloaded.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TouchAhead { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Wait after a planned load that failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryWait { get; set; } = TimeSpan.FromMinutes(1);

    internal ResidencyLimits ToLimits() => new(QuietTime, SwapWaitMax, TouchAhead, RetryWait);
}
