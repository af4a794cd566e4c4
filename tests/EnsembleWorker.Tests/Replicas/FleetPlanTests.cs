using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker.Tests.Replicas;

public sealed class FleetPlanTests
{
    private static readonly ReplicaConfig One = new("a", new Uri("http://127.0.0.1:1"));

    private static FleetPlan Plan(FleetMember[] members, params ReplicaConfig[] wanted) =>
        FleetPlan.Between(members, wanted);

    [Fact]
    public void A_new_replica_is_added()
    {
        var plan = Plan([], One);

        Assert.Equal(One, Assert.Single(plan.Add));
        Assert.Empty(plan.Leave);
    }

    [Fact]
    public void A_replica_that_no_source_names_any_more_leaves()
    {
        var plan = Plan([new(One, IsLeaving: false)]);

        Assert.Equal("a", Assert.Single(plan.Leave));
    }

    [Fact]
    public void What_is_as_it_was_is_left_alone()
    {
        var plan = Plan([new(One, IsLeaving: false)], One with { });

        Assert.True(plan.Add.IsEmpty && plan.Update.IsEmpty && plan.Leave.IsEmpty);
    }

    [Fact]
    public void Another_endpoint_under_the_same_name_leaves_first_and_is_added_when_the_name_is_free()
    {
        var moved = One with { Url = new Uri("http://127.0.0.1:2") };

        var first = Plan([new(One, IsLeaving: false)], moved);
        var meanwhile = Plan([new(One, IsLeaving: true)], moved);
        var last = Plan([], moved);

        Assert.Equal(("a", 0), (Assert.Single(first.Leave), first.Add.Length));
        Assert.True(meanwhile.Add.IsEmpty && meanwhile.Leave.IsEmpty);
        Assert.Equal(moved, Assert.Single(last.Add));
    }

    [Theory]
    [InlineData("openai", "")]
    [InlineData("ollama", "key")]
    public void Another_kind_or_credential_is_another_endpoint(string kind, string credential)
    {
        var plan = Plan([new(One, IsLeaving: false)], One with { Kind = kind, Credential = credential });

        Assert.Equal("a", Assert.Single(plan.Leave));
    }

    [Fact]
    public void Other_limits_are_taken_over_while_calls_run()
    {
        var wider = One with { Slots = 4, QueueLimit = 7 };

        var plan = Plan([new(One, IsLeaving: false)], wider);

        Assert.Equal(wider, Assert.Single(plan.Update));
        Assert.Empty(plan.Leave);
    }

    [Fact]
    public void A_replica_on_its_way_out_is_not_told_to_leave_again() =>
        Assert.Empty(Plan([new(One, IsLeaving: true)]).Leave);
}
