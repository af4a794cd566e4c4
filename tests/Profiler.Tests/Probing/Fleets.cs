using Orchestrator.Profiler.Probing.Scheduling;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>Small fleets for the schedule.</summary>
internal static class Fleets
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static ProbeFacts Facts(params ProbeReplica[] replicas) => new([.. replicas]);

    public static ProbeReplica Replica(string name, params ProbeModel[] models) =>
        new(
            name,
            new Uri("http://worker/"),
            1,
            MayWork: true,
            IsBusy: false,
            LastUsedAt: null,
            IsSimulated: false,
            [.. models]
        );

    public static ProbeModel Model(string digest, bool isLoaded = true, bool hasSpeed = true, int seenHour = 0) =>
        new(
            digest + ":latest",
            digest,
            isLoaded,
            Answers: true,
            AlwaysThinks: false,
            hasSpeed,
            Noon.AddDays(-1).AddHours(seenHour)
        );
}
