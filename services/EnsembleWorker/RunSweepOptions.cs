using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>How runs that nobody holds are found.</summary>
public sealed class RunSweepOptions
{
    /// <summary>Time between two looks, on average: each wait is between half of it and one and a half.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How old a run has to be: a new one's own message is still on its way.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MinAge { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Time between two looks, on average, while the one before has found more than it took.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan BusyInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs that one look takes; never more than there are free places.</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 64;

    /// <summary>Runs that one look chooses from: workers that look at the same time take different ones.</summary>
    [Range(1, 10_000)]
    public int Window { get; set; } = 256;

    /// <summary>How long the bus may take for one message; a run whose message it did not take is found by a look.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PublishLimit { get; set; } = TimeSpan.FromSeconds(3);
}
