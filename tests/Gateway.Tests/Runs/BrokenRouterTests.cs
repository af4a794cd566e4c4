using System.Net;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Tests.Runs;

public sealed class BrokenRouterTests
{
    private static readonly int Retries = new PlacementLimits().MaxBrokenRouteCalls;

    [Fact]
    public async Task A_question_whose_connection_breaks_is_asked_again()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.CallsThatBreakOff = Retries;

        using var response = await app.PostAsync("/api/route", """{"prompt":"Say hello"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Retries + 1, app.Router.Asked.Count);
    }

    [Fact]
    public async Task It_is_not_asked_for_ever()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.CallsThatBreakOff = int.MaxValue;

        using var response = await app.PostAsync("/api/route", """{"prompt":"Say hello"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(Retries + 1, app.Router.Asked.Count);
    }
}
