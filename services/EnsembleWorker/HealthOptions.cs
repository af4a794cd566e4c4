using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>When a replica counts as healthy, degraded, busy or unreachable.</summary>
public sealed class HealthOptions
{
    internal const int MaxSigns = 1_000;

    /// <summary>Failed looks in a row after which a replica is unreachable. One that never answered is so at the first.</summary>
    [Range(1, MaxSigns)]
    public int FailedLooksUntilUnreachable { get; set; } = 2;

    /// <summary>Answered looks in a row that bring an unreachable replica back.</summary>
    [Range(1, MaxSigns)]
    public int GoodLooksUntilReachable { get; set; } = 2;

    /// <summary>Looks in a row with only half an answer after which a replica is degraded.</summary>
    [Range(1, MaxSigns)]
    public int HalfLooksUntilDegraded { get; set; } = 2;

    /// <summary>Slow looks in a row after which a replica is degraded.</summary>
    [Range(1, MaxSigns)]
    public int SlowLooksUntilDegraded { get; set; } = 3;

    /// <summary>Complete looks in good time, in a row, after which half answers and slowness are over.</summary>
    [Range(1, MaxSigns)]
    public int GoodLooksUntilHealthy { get; set; } = 3;

    /// <summary>A look that takes longer is slow.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan SlowLook { get; set; } = TimeSpan.FromMilliseconds(1_500);

    /// <summary>Calls in a row that failed by the replica's fault after which it is degraded.</summary>
    [Range(1, MaxSigns)]
    public int FailedCallsUntilDegraded { get; set; } = 3;

    /// <summary>Calls in a row that succeeded after which failed calls and busy answers are forgotten.</summary>
    [Range(1, MaxSigns)]
    public int GoodCallsUntilHealthy { get; set; } = 2;

    /// <summary>Without another failure, failed calls are forgotten after this time: who gets no calls cannot prove itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FailedCallsMemory { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Answers in a row that say "busy" after which a replica is busy.</summary>
    [Range(1, MaxSigns)]
    public int BusyAnswersUntilBusy { get; set; } = 2;

    /// <summary>Without another such answer a replica is not busy any more after this time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan BusyMemory { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time to the next look after one that is to be confirmed: a replica that came back is known soon.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ConfirmWait { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest time between two looks at an unreachable replica; it doubles up to this, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan UnreachableWaitMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a look at an unreachable replica may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan UnreachableLookLimit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Looks at unreachable replicas at once, so that a thousand of them do not get in the way of the others.</summary>
    [Range(1, 10_000)]
    public int UnreachableLooks { get; set; } = 128;

    /// <summary>Log lines a minute about the health of one replica; of one that flaps the rest is counted and left out.</summary>
    [Range(1, 1_000)]
    public int LogLinesPerMinute { get; set; } = 6;
}
