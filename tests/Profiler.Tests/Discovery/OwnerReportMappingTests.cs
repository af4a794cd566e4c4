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
        Assert.Equal("good", replica.Replica);
        Assert.Equal("m", Assert.Single(replica.Models).Name);
    }
}
