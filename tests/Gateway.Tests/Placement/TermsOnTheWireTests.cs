using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Routing;

namespace Orchestrator.Gateway.Tests.Placement;

public sealed class TermsOnTheWireTests
{
    private static readonly PlacementTerms Terms = new()
    {
        Priority = RequestPriority.Batch,
        Tenant = "0123456789abcdef",
        Deadline = TimeSpan.FromSeconds(2.5),
        LatencyWeight = 0,
        CostWeight = 3,
        SingleOnly = true,
        Headers = new Dictionary<string, string> { ["x-orchestrator-team"] = "research" },
    };

    [Fact]
    public void A_router_hears_on_what_terms_it_is_asked()
    {
        var question = Ask with { Terms = Terms, Role = "judge" };

        var request = RouteRequests.From(question, "run", new PlacementLimits());

        Assert.Equal(
            (RequestPriority.Batch, "0123456789abcdef", "judge", true),
            (request.Priority, request.Tenant, request.Role, request.SingleOnly)
        );
        Assert.Equal(TimeSpan.FromSeconds(2.5), request.Deadline.ToTimeSpan());
        Assert.Equal((true, 0.0, true, 3.0), Weights(request));
        Assert.Equal("research", Assert.Single(request.Headers, pair => pair.Key == "x-orchestrator-team").Value);
    }

    [Fact]
    public void What_the_caller_leaves_open_is_left_to_the_router()
    {
        var request = RouteRequests.From(Ask, "run", new PlacementLimits());

        Assert.Equal(
            (RequestPriority.Interactive, "", "", false),
            (request.Priority, request.Tenant, request.Role, request.SingleOnly)
        );
        Assert.Null(request.Deadline);
        Assert.Equal((false, 0.0, false, 0.0), Weights(request));
        Assert.Empty(request.Headers);
    }

    [Fact]
    public void A_router_gets_the_hashes_of_the_conversation_in_blocks()
    {
        var question = Ask with { Messages = [new Message { Role = "user", Content = new string('x', 3000) }] };
        var limits = new PlacementLimits { PrefixBlockChars = 1000, PrefixBlocks = 2 };

        Assert.Equal(2, RouteRequests.From(question, "run", limits).Prefix.Count);
    }

    [Theory]
    [InlineData(RequestPriority.Unspecified, Priority.Interactive)]
    [InlineData(RequestPriority.Interactive, Priority.Interactive)]
    [InlineData(RequestPriority.Normal, Priority.Normal)]
    [InlineData(RequestPriority.Batch, Priority.Batch)]
    public void A_worker_hears_who_goes_first(RequestPriority asked, Priority told)
    {
        var question = Ask with { Terms = Terms with { Priority = asked } };

        Assert.Equal(told, GenerateRequests.From(question, Attempt()).Priority);
    }

    [Fact]
    public void A_worker_hears_whose_share_it_is_and_how_much_work_the_router_expects()
    {
        var attempt = Attempt() with { DeadlineLeft = TimeSpan.FromSeconds(1.5), IsHedge = true };

        var request = GenerateRequests.From(Ask with { Terms = Terms }, attempt);

        Assert.Equal("0123456789abcdef", request.Tenant);
        Assert.Equal((120u, 340u, true), (request.PromptTokens, request.OutputTokens, request.Hedge));
        Assert.Equal(Duration.FromTimeSpan(TimeSpan.FromSeconds(1.5)), request.Deadline);
        Assert.Null(GenerateRequests.From(Ask, Attempt()).Deadline);
    }

    private static Question Ask => new() { Model = "auto", Messages = [] };

    private static Attempt Attempt() =>
        new("run", 1, new RouteResponse { PromptTokens = 120, OutputTokens = 340 }, new Choice(), StartedAt: 0);

    private static (bool, double, bool, double) Weights(RouteRequest request) =>
        (request.HasLatencyWeight, request.LatencyWeight, request.HasCostWeight, request.CostWeight);
}
