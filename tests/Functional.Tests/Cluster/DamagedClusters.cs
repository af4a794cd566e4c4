namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>For cases that break something: all classes of one collection share a cluster, which is mended before each case.</summary>
internal static class DamagedClusters
{
    public const string Standalone = "A damaged cluster in one process";
    public const string FiveProcesses = "A damaged cluster of five processes";

    /// <summary>What two replicas have, so that one can stand in for the other.</summary>
    public const string SharedModel = "qwen3:8b";

    /// <summary>The replica that runs one call and lets none wait.</summary>
    public const int WithoutQueue = 2;

    /// <summary>For each replica a model that no other has: a request for it can only go there.</summary>
    public static readonly IReadOnlyList<string> OwnModels =
    [
        "exaone3.5:7.8b",
        "qwen2.5-coder:7b",
        // The weakest one: no ensemble takes it, whose members and synthesis may have to wait.
        "llama3.2:3b",
    ];

    internal static readonly ClusterOptions Options = new(
        ["small", "coder", "small"],
        Settings: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FormattableString.Invariant($"Worker__Replicas__{WithoutQueue}__Slots")] = "1",
            [FormattableString.Invariant($"Worker__Replicas__{WithoutQueue}__QueueLimit")] = "0",
            // A replica that failed often enough is left alone for 10 s by default, and each case begins with answers of all.
            ["Router__Selection__OpenFor"] = "00:00:01",
            ["Worker__Health__FailedCallsMemory"] = "00:00:03",
        },
        Models: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sim-1"] = $"{SharedModel},{OwnModels[0]}",
            ["sim-2"] = $"{SharedModel},{OwnModels[1]}",
            ["sim-3"] = OwnModels[WithoutQueue],
        }
    );
}

public sealed class DamagedStandaloneFixture() : ClusterFixture(Shape.Standalone, DamagedClusters.Options);

public sealed class DamagedFiveProcessesFixture() : ClusterFixture(Shape.FiveProcesses, DamagedClusters.Options);

[CollectionDefinition(DamagedClusters.Standalone)]
public sealed class DamagedStandalone : ICollectionFixture<DamagedStandaloneFixture>;

[CollectionDefinition(DamagedClusters.FiveProcesses)]
public sealed class DamagedFiveProcesses : ICollectionFixture<DamagedFiveProcessesFixture>;
