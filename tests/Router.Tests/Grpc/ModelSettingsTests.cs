using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Router.Tests.Grpc;

/// <summary>Settings of models on their way from the profiler to a decision, over real sockets.</summary>
public sealed class ModelSettingsTests
{
    [Fact]
    public async Task A_model_that_operators_switch_off_is_no_longer_chosen_and_the_answer_says_why()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("gpu-1", "qwen3:8b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the replica is seen");
        Assert.Null((await fixture.Client.RouteAsync(RouterFixture.Request("auto"))).Refusal);

        fixture.Profiler.Set("qwen3:8b", new ModelSettings { Enabled = false, Priority = 5 });

        RouteResponse? answer = null;
        await Testing.Wait.UntilAsync(
            async () => (answer = await fixture.Client.RouteAsync(RouterFixture.Request("auto"))).Refusal is not null,
            "the model is excluded"
        );
        Assert.Equal("disabled", Assert.Single(answer!.Exclusions).Reason); // Set, because the condition held.
        Assert.Contains("운영자", answer.Refusal.Explanation.Korean, StringComparison.Ordinal);
    }
}
