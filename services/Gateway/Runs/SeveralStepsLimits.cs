using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Gateway.Runs;

/// <summary>What bounds a run of several steps as this gateway sees it: starting it at a worker, and following it.</summary>
public sealed class SeveralStepsLimits
{
    public const string SectionName = "Gateway:SeveralSteps";

    /// <summary>Time for one call at one worker; then the next one is asked. A stop waits there for the end of the run.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time until some worker has taken a run; later is answered with 503.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time until some worker has said how a run stands; later is answered with 503.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ViewTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Time until some worker has stopped a run whose client is gone.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time until some worker has paused, resumed, stopped or replayed a run, or taken a message for it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ControlTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Watches in a row that end without an event of the run, at any worker; then it is given up. After a worker's death it
    /// takes its lease's time until another one goes on.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxWatchFailures { get; set; } = 60;

    /// <summary>Wait after every worker was asked in vain; it doubles, with jitter, up to RedialMax.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RedialFirst { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan RedialMax { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Time from the start of a run to the first piece of its answer, or to its end for a client that wants it whole; later is
    /// answered with 504, and the run is stopped.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Longest silence between two pieces of an answer; then it ends with an error, and the run is stopped.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Runs whose clients are gone and that wait to be stopped; the oldest is left to itself when one more comes.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaitingStops { get; set; } = 1024;

    /// <summary>Runs that are stopped at once.</summary>
    [Range(1, 1024)]
    public int MaxConcurrentStops { get; set; } = 8;

    /// <summary>Clients that follow the events of runs at once; the next one is refused with 503.</summary>
    [Range(1, 1_000_000)]
    public int MaxSubscribers { get; set; } = 256;
}
