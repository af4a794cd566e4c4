using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Router.Tests.Grpc;

/// <summary>One call or several, over the wire.</summary>
public sealed class StrategyTests
{
    [Fact]
    public async Task What_workers_carry_out_is_told_and_what_none_does_is_refused_in_both_languages()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("a", "qwen3:8b"));
        fixture.Profiler.Name(worker.Grpc);
        var fleet = await fixture.FleetIsAsync(fleet => fleet.Replicas == 1, "the replica is seen");

        var refused = await fixture.Client.RouteAsync(RouterFixture.Request("debate"));
        var ensemble = await fixture.Client.RouteAsync(RouterFixture.Request("ensemble"));

        Assert.Equal(["ensemble"], fleet.Strategies);
        Assert.Equal(RefusalReason.NotCapable, refused.Refusal.Reason);
        Assert.Contains("'debate'", refused.Refusal.Explanation.English, StringComparison.Ordinal);
        Assert.Contains("'debate'", refused.Refusal.Explanation.Korean, StringComparison.Ordinal);
        Assert.Equal(("ensemble", true), (ensemble.Strategy, ensemble.Parallel));
        Assert.Equal(["strategy_requested"], ensemble.StrategyReasons);
    }

    [Fact]
    public async Task A_strategy_gets_to_know_what_is_expected_of_each_of_its_models()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("a", "qwen3:8b", "llama3.2:1b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.Models.Count == 2, "the models are seen");

        var ensemble = await fixture.Client.RouteAsync(RouterFixture.Request("ensemble"));
        var single = await fixture.Client.RouteAsync(RouterFixture.Request("auto"));

        Assert.Equal(ensemble.Models, ensemble.Outlooks.Select(outlook => outlook.Model));
        Assert.Equal(2u, ensemble.Members);
        Assert.All(
            ensemble.Outlooks,
            outlook =>
                Assert.True(outlook is { Quality: > 0 and < 1, AnswerSeconds: > 0, Parameters: >= 1_000_000_000 })
        );
        Assert.True(ensemble.LatencyWeight > 0);
        Assert.Empty(single.Outlooks);
    }

    [Fact]
    public async Task A_dry_run_names_the_models_that_were_weighed_with_their_numbers()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("a", "qwen3:8b", "llama3.2:1b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.Models.Count == 2, "the models are seen");
        var request = RouterFixture.Request("auto");
        request.DryRun = true;

        var answer = await fixture.Client.RouteAsync(request);

        Assert.Equal(["aim_takes_one_call"], answer.StrategyReasons);
        Assert.Equal(2, answer.Candidates.Count);
        Assert.Equal(answer.Choices[0].Model, answer.Candidates[0].Model);
        Assert.Equal([1, 0], answer.Candidates.Select(candidate => candidate.Propensity));
        Assert.All(
            answer.Candidates,
            candidate =>
            {
                Assert.Equal("parameters", candidate.Estimate.QualitySource);
                Assert.True(candidate.Estimate is { Quality: > 0, Cost: > 0 });
            }
        );
    }
}
