namespace Orchestrator.Simulation.Scheduling;

/// <summary>Requests for one model since the host was set up; a crash does not reset them.</summary>
/// <param name="Started">Got a slot, or were answered as load-only.</param>
/// <param name="Cancelled">The caller hung up, waiting ones included.</param>
public sealed record RequestCounts(long Arrived, long Started, long Finished, long Cancelled, long Failed, long Refused)
{
    /// <summary>Of those that were started: they only had the model loaded.</summary>
    public long LoadOnly { get; init; }

    public static RequestCounts Zero { get; } = new(0, 0, 0, 0, 0, 0);

    internal static RequestCounts OneArrived { get; } = Zero with { Arrived = 1 };

    internal static RequestCounts OneStarted { get; } = Zero with { Started = 1 };

    internal static RequestCounts OneLoadOnly { get; } = OneStarted with { LoadOnly = 1 };

    internal static RequestCounts OneRefused { get; } = Zero with { Refused = 1 };

    private static readonly RequestCounts _oneFinished = Zero with { Finished = 1 };
    private static readonly RequestCounts _oneCancelled = Zero with { Cancelled = 1 };
    private static readonly RequestCounts _oneFailed = Zero with { Failed = 1 };

    public static RequestCounts operator +(RequestCounts left, RequestCounts right) =>
        new(
            left.Arrived + right.Arrived,
            left.Started + right.Started,
            left.Finished + right.Finished,
            left.Cancelled + right.Cancelled,
            left.Failed + right.Failed,
            left.Refused + right.Refused
        )
        {
            LoadOnly = left.LoadOnly + right.LoadOnly,
        };

    internal static RequestCounts OneEnded(RequestEnd how) =>
        how switch
        {
            RequestEnd.Finished => _oneFinished,
            RequestEnd.Cancelled => _oneCancelled,
            _ => _oneFailed,
        };
}
