using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

public sealed class ShareTests
{
    private static AdmissionLimits Limits(params (string Tenant, double Weight)[] weights) =>
        new(1, 1_000, TimeSpan.FromHours(1), TimeSpan.FromHours(1))
        {
            MaxTenants = 3,
            TenantWeights = weights.ToImmutableDictionary(weight => weight.Tenant, weight => weight.Weight),
        };

    private static CallWish Of(string tenant, int tokens = 100) => new("") { Tenant = tenant, PromptTokens = tokens };

    /// <summary>Ends one call after the other; whoever is admitted is noted.</summary>
    private static List<string> Serve(SteeredReplica replica, int calls)
    {
        var order = new List<string>();
        while (order.Count < calls)
        {
            replica.Finish(Assert.Single(replica.State.Running.Keys));
            order.Add(Assert.Single(replica.State.Running.Values).Wish.Tenant);
        }

        return order;
    }

    [Fact]
    public void One_who_asks_for_much_does_not_keep_out_one_who_asks_for_little()
    {
        var replica = new SteeredReplica(limits: Limits());
        for (var id = 1; id <= 20; id++)
        {
            replica.Arrive(id, Of("flood"));
        }

        replica.Arrive(21, Of("small"));
        replica.Arrive(22, Of("small"));

        // Who comes is lifted to who has got least of those who wait: they take turns from there.
        Assert.Equal(2, Serve(replica, 4).Count(tenant => tenant == "small"));
    }

    [Fact]
    public void Shares_are_of_tokens_and_not_of_calls()
    {
        var replica = new SteeredReplica(limits: Limits());
        for (var id = 1; id <= 40; id++)
        {
            replica.Arrive(id, id % 2 == 0 ? Of("long", 400) : Of("short", 100));
        }

        var order = Serve(replica, 15);

        Assert.InRange(order.Count(tenant => tenant == "short"), 11, 13);
    }

    [Fact]
    public void Who_has_twice_the_weight_gets_twice_as_much()
    {
        var replica = new SteeredReplica(limits: Limits(("big", 2)));
        for (var id = 1; id <= 60; id++)
        {
            replica.Arrive(id, Of(id % 2 == 0 ? "big" : "small"));
        }

        var order = Serve(replica, 30);

        Assert.InRange(order.Count(tenant => tenant == "big"), 19, 21);
    }

    [Fact]
    public void Nobody_saves_up_by_staying_away()
    {
        var replica = new SteeredReplica(limits: Limits());
        for (var id = 1; id <= 40; id++)
        {
            replica.Arrive(id, Of("always"));
        }

        Serve(replica, 15);
        for (var id = 41; id <= 60; id++)
        {
            replica.Arrive(id, Of("late"));
        }

        Assert.InRange(Serve(replica, 10).Count(tenant => tenant == "late"), 4, 6);
    }

    [Fact]
    public void What_a_call_really_took_replaces_its_estimate()
    {
        var replica = new SteeredReplica(limits: Limits());
        replica.Arrive(1, Of("a", 10));
        replica.Arrive(2, Of("a", 10));
        replica.Arrive(3, Of("b", 10));

        // The first call was a hundred times as long as it was thought to be.
        replica.Finish(1, new TokensUsed(1_000, 0));

        Assert.Equal("admit 3", replica.Said);
    }

    [Fact]
    public void Within_a_tenant_the_earliest_deadline_goes_first_and_then_who_came_first()
    {
        var replica = new SteeredReplica(limits: Limits());
        var late = Of("a") with { Deadline = replica.Now.AddMinutes(9) };
        replica.Arrive(1, Of("a"));
        replica.Arrive(2, Of("a"));
        replica.Arrive(3, late);
        replica.Arrive(4, late with { Deadline = replica.Now.AddMinutes(8) });
        replica.Arrive(5, late);
        var order = new List<long>();
        while (!replica.State.Waiting.IsEmpty)
        {
            replica.Finish(Assert.Single(replica.State.Running.Keys));
            order.Add(Assert.Single(replica.State.Running.Keys));
        }

        Assert.Equal([4, 3, 5, 2], order);
    }

    [Fact]
    public void A_higher_priority_goes_before_a_tenant_that_has_got_less()
    {
        var replica = new SteeredReplica(limits: Limits());
        replica.Arrive(1, Of("a", 10_000));
        replica.Arrive(2, Of("b") with { Priority = AdmissionPriority.Batch });
        replica.Arrive(3, Of("a"));

        replica.Finish(1);

        Assert.Equal("admit 3", replica.Said);
    }

    [Fact]
    public void Tenants_that_wait_for_nothing_are_forgotten_above_the_limit()
    {
        var replica = new SteeredReplica(limits: Limits());
        for (var id = 1; id <= 50; id++)
        {
            replica.Arrive(id, Of($"tenant-{id}"));
            replica.Finish(id);
        }

        Assert.Equal(3, replica.State.Shares.Count);
    }
}
