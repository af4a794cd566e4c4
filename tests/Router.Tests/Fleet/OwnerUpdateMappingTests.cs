using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Tests.Fleet;

public sealed class OwnerUpdateMappingTests
{
    private static readonly Uri Dialled = new("http://127.0.0.1:5000/");
    private static readonly DateTimeOffset Now = Fleets.Start;

    [Fact]
    public void Counts_are_as_old_as_their_arrival_here_whatever_the_owners_clock_says()
    {
        var replica = Map(new Replica { Name = "a", ObservedAt = (Now + TimeSpan.FromHours(1)).ToTimestamp() });

        Assert.Equal(Now, replica.CountedAt);
    }

    [Fact]
    public void What_is_not_said_to_be_healthy_is_not()
    {
        Assert.Equal(ReplicaHealth.Unreachable, Map(new Replica { Name = "a" }).Health);
        Assert.Equal(ReplicaHealth.Draining, Map(new Replica { Name = "a", Health = Health.Draining }).Health);
        Assert.Equal(ReplicaHealth.Healthy, Map(new Replica { Name = "a", Health = Health.Healthy }).Health);
        Assert.Equal(ReplicaHealth.Degraded, Map(new Replica { Name = "a", Health = Health.Degraded }).Health);
        Assert.Equal(ReplicaHealth.Busy, Map(new Replica { Name = "a", Health = Health.Busy }).Health);
    }

    [Fact]
    public void Figures_beyond_reason_are_bounded_and_a_replica_has_a_slot()
    {
        var replica = Map(
            new Replica
            {
                Name = "a",
                InFlight = uint.MaxValue,
                Queued = uint.MaxValue,
            }
        );

        Assert.True(replica.InFlight + replica.Queued > 0);
        Assert.Equal(1, replica.Slots);
    }

    [Fact]
    public void Replicas_and_models_above_the_limits_are_left_out()
    {
        var limits = new FleetOptions { MaxReplicasPerOwner = 2, MaxModelsPerReplica = 3 };
        var update = new FleetUpdate { Full = true };
        for (var i = 0; i < 5; i++)
        {
            var replica = new Replica { Name = $"r{i}" };
            replica.Models.Add(Enumerable.Range(0, 5).Select(j => new Model { Name = $"m{j}" }));
            update.Replicas.Add(replica);
        }

        var mapped = OwnerUpdateMapping.ToOwnerUpdate(update, Dialled, new(limits), limits, Now);

        Assert.Equal(2, mapped.Replicas.Count);
        Assert.All(mapped.Replicas, replica => Assert.Equal(3, replica.Models.Count));
    }

    [Theory]
    [InlineData("", "http://127.0.0.1:5000/")]
    [InlineData("not an address", "http://127.0.0.1:5000/")]
    [InlineData("file:///etc/hosts", "http://127.0.0.1:5000/")]
    [InlineData("ftp://worker-1:8081", "http://127.0.0.1:5000/")]
    [InlineData("http://worker-1:8081", "http://worker-1:8081")]
    public void An_owner_is_dialled_where_it_says_else_where_it_was_found(string said, string expected)
    {
        var update = new FleetUpdate { Address = said, Replicas = { new Replica { Name = "a" } } };

        var mapped = OwnerUpdateMapping.ToOwnerUpdate(update, Dialled, new(new()), new(), Now);

        Assert.Equal(expected, mapped.Replicas[0].WorkerAddress);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a-name-that-is-longer-than-this")]
    public void A_replica_or_model_whose_name_is_no_name_is_left_out(string name)
    {
        var limits = new FleetOptions { MaxNameChars = 16 };
        var good = new Replica { Name = "good" };
        good.Models.Add([new Model { Name = name }, new Model { Name = "m" }]);
        var update = new FleetUpdate
        {
            Worker = name,
            Replicas =
            {
                new Replica { Name = name },
                good,
            },
        };

        var replica = Assert.Single(
            OwnerUpdateMapping.ToOwnerUpdate(update, Dialled, new(limits), limits, Now).Replicas
        );

        Assert.Equal("good", replica.Name);
        Assert.Equal("m", Assert.Single(replica.Models).Name);
        Assert.Equal("127.0.0.1:5000", replica.Worker);
    }

    private static ReplicaSnapshot Map(Replica replica) =>
        OwnerUpdateMapping
            .ToOwnerUpdate(new FleetUpdate { Replicas = { replica } }, Dialled, new(new()), new(), Now)
            .Replicas[0];
}
