using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Discovery;

namespace Orchestrator.Profiler.Tests.Discovery;

public sealed class OwnerReportMappingTests
{
    private static readonly Uri Dialled = new("http://127.0.0.1:5000/");

    [Theory]
    [InlineData("", "http://127.0.0.1:5000/")]
    [InlineData("not an address", "http://127.0.0.1:5000/")]
    [InlineData("file:///etc/hosts", "http://127.0.0.1:5000/")]
    [InlineData("http://worker-1:8081", "http://worker-1:8081")]
    public void Only_a_http_address_is_passed_on(string said, string expected)
    {
        var report = OwnerReportMapping.ToReport(new FleetUpdate { Address = said }, Dialled, new ProfilerOptions());

        Assert.Equal(expected, report.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a-name-that-is-longer-than-this")]
    public void A_replica_or_model_whose_name_is_no_name_is_left_out(string name)
    {
        var limits = new ProfilerOptions { TextCharsMax = 16 };
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

        var report = OwnerReportMapping.ToReport(update, Dialled, limits);

        Assert.Equal("127.0.0.1:5000", report.Worker);
        var replica = Assert.Single(report.Replicas);
        Assert.Equal("good", replica.Name);
        Assert.Equal("m", Assert.Single(replica.Inventory!.Models).Name);
    }

    [Theory]
    [InlineData("Llama 3.2 Community License", "Llama 3.2 Commun")]
    [InlineData("MIT", "MIT")]
    [InlineData("MIT\u001b[31m", "")]
    public void A_licence_is_cut_and_no_reason_to_leave_a_model_out(string said, string expected)
    {
        var replica = new Replica { Name = "a", InventoryIncluded = true };
        replica.Models.Add(new Model { Name = "m", Licence = said });
        var update = new FleetUpdate { Replicas = { replica } };

        var report = OwnerReportMapping.ToReport(update, Dialled, new ProfilerOptions { TextCharsMax = 16 });

        Assert.Equal(expected, Assert.Single(report.Replicas.Single().Inventory!.Models).Licence);
    }

    [Fact]
    public void An_inventory_that_is_not_included_is_the_one_that_was_told_before()
    {
        var update = new FleetUpdate
        {
            Replicas =
            {
                new Replica { Name = "told", InventoryHash = 7 },
                new Replica
                {
                    Name = "empty",
                    InventoryHash = 8,
                    InventoryIncluded = true,
                },
            },
        };

        var report = OwnerReportMapping.ToReport(update, Dialled, new ProfilerOptions());

        Assert.Null(report.Replicas[0].Inventory);
        Assert.Empty(report.Replicas[1].Inventory!.Models);
    }

    [Fact]
    public void A_model_without_a_digest_is_identified_by_its_name()
    {
        var replica = new Replica { Name = "cloud", InventoryIncluded = true };
        replica.Models.Add(new Model { Name = "gpt-4o" });

        var report = OwnerReportMapping.ToReport(
            new FleetUpdate { Replicas = { replica } },
            Dialled,
            new ProfilerOptions()
        );

        Assert.Equal("gpt-4o", report.Replicas[0].Inventory!.Models[0].Digest);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-5)]
    public void A_measure_that_is_no_number_counts_as_not_told(double value)
    {
        var measure = new ModelMeasure
        {
            Digest = "d",
            Calls = 3,
            DecodeTokensPerSecond = new Estimate { Value = value, Weight = 9 },
        };
        measure.LastCallAt = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = long.MaxValue };
        var replica = new Replica { Name = "r", Measured = { measure } };

        var told = OwnerReportMapping
            .ToReport(new FleetUpdate { Replicas = { replica } }, Dialled, new ProfilerOptions())
            .Replicas[0]
            .Measured[0];

        Assert.Equal(3ul, told.Counts.Calls);
        Assert.False(told.Decode.IsKnown);
        Assert.Null(told.LastCallAt);
    }
}
