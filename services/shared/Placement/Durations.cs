using Google.Protobuf.WellKnownTypes;

namespace Orchestrator.Placement;

/// <summary>Durations of peers, which may be of any form.</summary>
internal static class Durations
{
    private const int NanosMax = Duration.NanosecondsPerSecond - 1;

    /// <returns>Null for one that is not set, is negative, or whose parts do not belong together.</returns>
    public static TimeSpan? Read(Duration? duration) =>
        duration is { Seconds: >= 0 and <= Duration.MaxSeconds, Nanos: >= 0 and <= NanosMax }
            ? duration.ToTimeSpan()
            : null;
}
