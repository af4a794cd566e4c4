using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>How processes with llama.cpp are kept alive.</summary>
public sealed class LlamaCppChildOptions
{
    /// <summary>Wait before the first new start after a crash; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan FirstRestartWait { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait before a new start.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan MaxRestartWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A process that ran this long is well: the next crash counts as the first one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a process may take to stop; then it is killed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StopLimit { get; set; } = TimeSpan.FromSeconds(5);
}
