using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Router.Tests.Rules;

/// <summary>A router that was given a file of rules, as its clients see it.</summary>
public sealed class RulesRoutingTests
{
    [Fact]
    public async Task The_answer_names_the_rules_that_held_and_the_priority_that_they_set()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            "rules: [{ name: nightly, when: { header: { x-job: 'n*' } }, priority: batch, forbid: 'a:*' }]"
        );
        try
        {
            await using var fixture = await RouterFixture.StartAsync(("Router:Rules:File", file));
            var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("one", "a:1b", "b:1b"));
            fixture.Profiler.Name(worker.Grpc);
            await fixture.FleetIsAsync(fleet => fleet.Models.Count == 2, "the fleet is not known");
            var request = RouterFixture.Request("auto");
            request.Headers.Add("x-job", "nightly");

            var decision = await fixture.Client.RouteAsync(request);

            var hit = Assert.Single(decision.Rules);
            Assert.Equal(("nightly", "forbid,priority"), (hit.Rule, string.Join(',', hit.Effects)));
            Assert.Equal(RequestPriority.Batch, decision.Priority);
            Assert.Equal(["b:1b"], decision.Choices.Select(choice => choice.Model));
            Assert.Contains(decision.Exclusions, excluded => excluded.Reason == "rule_forbids");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
