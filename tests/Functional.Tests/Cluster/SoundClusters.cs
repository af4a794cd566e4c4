using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>For tests that leave their cluster as they found it: all classes of one collection share it.</summary>
internal static class SoundClusters
{
    public const string Standalone = "A sound cluster in one process";
    public const string FiveProcesses = "A sound cluster of five processes";

    /// <summary>One of the sample file that operators begin with, which these clusters have.</summary>
    public const string Workflow = "polished";

    internal static readonly ClusterOptions Options = new(
        ["small", "coder"],
        Settings: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Worker__Runs__Workflow__File"] = Repository.PathOf("deploy", "workflows.yaml"),
            // Where all processes of a test share two cores, a router that is slow with its first decision is not away.
            ["Placement__RouteDeadline"] = "00:00:30",
        }
    );
}

public sealed class StandaloneFixture() : ClusterFixture(Shape.Standalone, SoundClusters.Options);

public sealed class FiveProcessesFixture() : ClusterFixture(Shape.FiveProcesses, SoundClusters.Options);

[CollectionDefinition(SoundClusters.Standalone)]
public sealed class SoundStandalone : ICollectionFixture<StandaloneFixture>;

[CollectionDefinition(SoundClusters.FiveProcesses)]
public sealed class SoundFiveProcesses : ICollectionFixture<FiveProcessesFixture>;
