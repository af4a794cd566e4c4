using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing.Node;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>What Kubernetes and grpcurl ask: with another gRPC stack and without our proto files.</summary>
[Collection(SoundClusters.FiveProcesses)]
public sealed class GrpcProbeTests(FiveProcessesFixture fixture)
{
    [NodeTheory("@grpc/grpc-js")]
    [InlineData("gateway")]
    [InlineData("router")]
    [InlineData("profiler")]
    [InlineData("worker")]
    [InlineData("learning")]
    public async Task Every_service_answers_health_checks_and_lists_itself(string part)
    {
        var health = await NodeClient.RunAsync("grpc.mjs", fixture.Cluster.GrpcOf(part), "health");
        var reflection = await NodeClient.RunAsync("grpc.mjs", fixture.Cluster.GrpcOf(part), "reflection");

        Assert.True(health.GetProperty("serving").GetBoolean());
        Assert.Contains(
            $"orchestrator.{part}.v1.",
            reflection.GetProperty("names").GetString()!,
            StringComparison.Ordinal
        );
    }
}
