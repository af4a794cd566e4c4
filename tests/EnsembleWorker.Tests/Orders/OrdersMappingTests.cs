using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.EnsembleWorker.Orders;

namespace Orchestrator.EnsembleWorker.Tests.Orders;

public sealed class OrdersMappingTests
{
    private static readonly OrdersOptions Limits = new()
    {
        MaxReplicas = 2,
        MaxDrained = 2,
        MaxPlans = 1,
        MaxModelsPerPlan = 1,
        MaxTextChars = 64,
    };

    private static AddedReplica Replica(string name, string url = "http://127.0.0.1:1") =>
        new() { Name = name, Url = url };

    [Fact]
    public void What_is_not_said_is_as_for_a_configured_replica()
    {
        var reading = OrdersMapping.Read(new WorkerOrders { Revision = 3, Replicas = { Replica("a") } }, Limits);

        var replica = Assert.Single(reading.Orders!.Replicas);
        Assert.Equal(("ollama", null, 32, "api"), (replica.Kind, replica.Slots, replica.QueueLimit, replica.Source));
        Assert.Equal(3UL, reading.Orders.Revision);
    }

    [Fact]
    public void Figures_beyond_reason_are_bounded()
    {
        var wild = Replica("a");
        (wild.Slots, wild.QueueLimit, wild.VramBytes) = (uint.MaxValue, uint.MaxValue, ulong.MaxValue);
        var planned = new Contracts.Profiler.V1.PlannedModel
        {
            Rank = uint.MaxValue,
            KeepAlive = new Duration { Seconds = long.MaxValue },
            LoadAt = new Timestamp { Seconds = long.MinValue },
        };
        var orders = new WorkerOrders
        {
            Replicas = { wild },
            Plans = { new Contracts.Profiler.V1.ReplicaPlan { Models = { planned } } },
        };

        var read = OrdersMapping.Read(orders, Limits).Orders!;

        Assert.Equal(
            (256, 10_000, long.MaxValue),
            (read.Replicas[0].Slots, read.Replicas[0].QueueLimit, read.Replicas[0].VramBytes)
        );
        Assert.Equal(
            (int.MaxValue, TimeSpan.FromDays(7)),
            (read.Plans[0].Models[0].Rank, read.Plans[0].Models[0].KeepAlive)
        );
    }

    [Fact]
    public void A_time_that_no_calendar_knows_is_bounded()
    {
        var planned = new Contracts.Profiler.V1.PlannedModel { LoadAt = new Timestamp { Seconds = long.MaxValue } };
        var plan = new Contracts.Profiler.V1.ReplicaPlan { Models = { planned } };

        var read = OrdersMapping.Read(new WorkerOrders { Plans = { plan } }, Limits).Orders!;

        Assert.Equal(9999, read.Plans[0].Models[0].LoadAt!.Value.Year);
    }

    [Theory]
    [InlineData("", "http://127.0.0.1:1")]
    [InlineData("../x", "http://127.0.0.1:1")]
    [InlineData("a", "")]
    [InlineData("a", "gpu:11434")]
    [InlineData("a", "file:///etc/passwd")]
    public void A_replica_that_makes_no_sense_is_left_out_and_the_others_are_taken(string name, string url)
    {
        var reading = OrdersMapping.Read(new WorkerOrders { Replicas = { Replica(name, url), Replica("b") } }, Limits);

        Assert.Equal("b", Assert.Single(reading.Orders!.Replicas).Name);
        Assert.Equal(name, Assert.Single(reading.LeftOut));
    }

    public static TheoryData<WorkerOrders> Hostile() =>
        [
            new WorkerOrders { Replicas = { Replica("a"), Replica("b"), Replica("c") } },
            new WorkerOrders { Drained = { "a", "b", "c" } },
            new WorkerOrders { Drained = { "a\nb" } },
            new WorkerOrders { Drained = { new string('x', 65) } },
            new WorkerOrders { Replicas = { Replica("a", "http://" + new string('x', 65)) } },
            new WorkerOrders
            {
                Plans = { new Contracts.Profiler.V1.ReplicaPlan(), new Contracts.Profiler.V1.ReplicaPlan() },
            },
            new WorkerOrders
            {
                Plans =
                {
                    new Contracts.Profiler.V1.ReplicaPlan
                    {
                        Models = { new Contracts.Profiler.V1.PlannedModel(), new Contracts.Profiler.V1.PlannedModel() },
                    },
                },
            },
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Orders_that_break_a_limit_are_refused_whole_with_a_reason(WorkerOrders orders)
    {
        var reading = OrdersMapping.Read(orders, Limits);

        Assert.Null(reading.Orders);
        Assert.NotNull(reading.Problem);
    }
}
