using Orchestrator.Profiler.Grpc;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Tests.Grpc;

public sealed class RegistryMappingTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_model_on_two_replicas_is_one_profile_that_names_both()
    {
        var registry = Heard("worker-1", "a", "digest-1").Heard("http://w2/", Report("worker-2", "b", "digest-1"), Now);

        var profile = Assert.Single(RegistryMapping.ToMessage(registry).Profiles);

        Assert.Equal(["a", "b"], profile.Replicas);
        Assert.Equal(8.2, profile.ParametersBillion);
    }

    [Fact]
    public void The_same_name_with_other_weights_is_another_profile()
    {
        var registry = Heard("worker-1", "a", "digest-1").Heard("http://w2/", Report("worker-2", "b", "digest-2"), Now);

        Assert.Equal(2, RegistryMapping.ToMessage(registry).Profiles.Count);
    }

    private static FleetRegistry Heard(string worker, string replica, string digest) =>
        FleetRegistry.Empty.Heard("http://w1/", Report(worker, replica, digest), Now);

    private static OwnerReport Report(string worker, string replica, string digest) =>
        new(
            worker,
            $"http://{worker}/",
            true,
            [
                new ReplicaModels(
                    replica,
                    [new KnownModel("qwen3:8b", digest, "qwen3", "8.2B", "Q4_K_M", 40_960, ["completion"])]
                ),
            ],
            []
        );
}
