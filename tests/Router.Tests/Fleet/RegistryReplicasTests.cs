using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Tests.Fleet;

public sealed class RegistryReplicasTests
{
    private readonly RegistryReplicas _replicas = new(new FleetOptions { MaxSpeeds = 3 });

    [Fact]
    public void Speeds_and_prices_are_kept_by_replica_and_digest()
    {
        _replicas.Apply(
            new FleetChange
            {
                Replicas =
                {
                    new ReplicaEntry
                    {
                        Name = "a",
                        PricePerGpuSecond = 0.01,
                        Currency = "EUR",
                        VramBytes = 24,
                    },
                },
                Speeds = { Speed("a", "d1", prefill: 1_000, decode: 50, atTwo: 40) },
            }
        );

        var facts = _replicas.Facts["a"];

        Assert.Equal((0.01, "EUR", 24UL), (facts.PricePerSecond, facts.Currency, facts.VramBytes));
        Assert.Equal(
            (1_000, 50, 8),
            (facts.Speeds["d1"].Prefill, facts.Speeds["d1"].Decode, facts.Speeds["d1"].LoadSeconds)
        );
        Assert.Equal(1.25, facts.Speeds["d1"].Slowdown(2));
    }

    [Fact]
    public void What_is_removed_is_gone_and_a_snapshot_begins_anew()
    {
        _replicas.Apply(new FleetChange { Speeds = { Speed("a", "d1"), Speed("a", "d2"), Speed("b", "d1") } });
        _replicas.Apply(
            new FleetChange
            {
                RemovedReplicas = { "b" },
                RemovedSpeeds =
                {
                    new SpeedKey { Replica = "a", Digest = "d1" },
                },
            }
        );
        Assert.Equal("d2", Assert.Single(Assert.Single(_replicas.Facts).Value.Speeds).Key);

        _replicas.Clear();
        Assert.Empty(_replicas.Facts);
    }

    [Fact]
    public void More_speeds_than_may_be_taken_in_are_left_out_and_known_ones_still_renewed()
    {
        _replicas.Apply(
            new FleetChange { Speeds = { Speed("a", "1"), Speed("a", "2"), Speed("b", "1"), Speed("b", "2") } }
        );
        _replicas.Apply(new FleetChange { Speeds = { Speed("b", "1", decode: 7) } });

        Assert.Equal(7, Assert.Single(_replicas.Facts["b"].Speeds).Value.Decode);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-5)]
    public void A_figure_that_cannot_be_counts_as_unknown(double figure)
    {
        _replicas.Apply(new FleetChange { Speeds = { Speed("a", "d1", decode: figure) } });

        Assert.Equal(0, _replicas.Facts["a"].Speeds["d1"].Decode);
    }

    private static ReplicaSpeed Speed(
        string replica,
        string digest,
        double prefill = 1,
        double decode = 1,
        double atTwo = 1
    ) =>
        new()
        {
            Replica = replica,
            Digest = digest,
            PrefillTokensPerSecond = new Estimate { Value = prefill },
            DecodeTokensPerSecond = new Estimate { Value = decode },
            LoadSeconds = new Estimate { Value = 8 },
            DecodeAtConcurrency = { new Estimate { Value = atTwo } },
        };
}
