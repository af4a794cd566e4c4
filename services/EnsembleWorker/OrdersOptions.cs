using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>How a worker registers with the profilers, and how much it takes of their orders.</summary>
public sealed class OrdersOptions
{
    /// <summary>A profiler that says nothing for this long is dialled anew; profilers repeat their orders in between.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>First wait before a profiler is dialled anew; doubles with each failure, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan RedialWait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait before a profiler is dialled anew.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan RedialWaitMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Added replicas in one order; an order with more is refused.</summary>
    [Range(1, 100_000)]
    public int MaxReplicas { get; set; } = 10_000;

    /// <summary>Drained names in one order; an order with more is refused.</summary>
    [Range(1, 100_000)]
    public int MaxDrained { get; set; } = 10_000;

    /// <summary>Replicas with a plan in one order; an order with more is refused.</summary>
    [Range(1, 100_000)]
    public int MaxPlans { get; set; } = 10_000;

    /// <summary>Models in the plan of one replica; an order with more is refused.</summary>
    [Range(1, 10_000)]
    public int MaxModelsPerPlan { get; set; } = 1_000;

    /// <summary>Characters of a text in an order; an order with a longer one is refused.</summary>
    [Range(64, 8_192)]
    public int MaxTextChars { get; set; } = 1_024;
}
