using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Grpc;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Grpc;

public sealed class FleetPartsTests
{
    private const int BytesMax = 16 * 1024;

    [Fact]
    public void A_large_snapshot_comes_in_bounded_parts_that_hold_everything_once()
    {
        var registry = NewRegistry();
        string[] models = [.. Enumerable.Range(0, 50).Select(i => $"model-{i}")];
        registry.Hear(Full([.. Enumerable.Range(0, 40).Select(i => Replica($"replica-{i}", models))]));

        var parts = Parts(registry.Maps.Since(0, withSpeeds: true));

        Assert.All(parts, part => Assert.InRange(part.CalculateSize(), 1, BytesMax + 256));
        Assert.All(parts, part => Assert.True(part.Snapshot));
        Assert.Equal(parts.Count - 1, parts.FindIndex(part => part.Complete));
        Assert.Equal(40, parts.SelectMany(part => part.Replicas).Select(replica => replica.Name).Distinct().Count());
        Assert.Equal(50, parts.Sum(part => part.Models.Count));
        Assert.Equal(2_000, parts.Sum(part => part.Speeds.Count));
    }

    [Fact]
    public void A_change_of_nothing_is_still_one_complete_message()
    {
        var part = Assert.Single(Parts(NewRegistry().Maps.Since(0, withSpeeds: true)));

        Assert.True(part.Complete);
    }

    private static List<FleetChange> Parts(Profiler.Registry.FleetDelta delta) =>
        [.. FleetParts.Of("view", delta, _ => Now, BytesMax)];
}
