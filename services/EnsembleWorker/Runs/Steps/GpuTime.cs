using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Runs.Steps;

/// <summary>How long a replica worked for one call. Pure.</summary>
internal static class GpuTime
{
    /// <param name="finished">What the replica says; null when the call broke off.</param>
    /// <param name="writing">From the first piece to the end: what counts when the replica says nothing.</param>
    /// <param name="whole">From the question to the end: no replica can have worked longer, whatever it says.</param>
    public static double Seconds(Finished? finished, TimeSpan writing, TimeSpan whole)
    {
        var told =
            Seconds(finished?.LoadDuration) + Seconds(finished?.PromptDuration) + Seconds(finished?.DecodeDuration);
        return Math.Min(told > 0 ? told : writing.TotalSeconds, whole.TotalSeconds);
    }

    // A replica's own figures: they may be below zero or beyond every range.
    private static double Seconds(Duration? duration) =>
        duration is null ? 0 : Math.Max(0, duration.Seconds + (duration.Nanos / 1e9));
}
