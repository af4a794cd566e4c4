using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Grpc;
using RequestPriority = Orchestrator.Contracts.Router.V1.RequestPriority;

namespace Orchestrator.Router.Tests.Grpc;

public sealed class TermsValidationTests
{
    private static readonly RouterOptions Limits = new();

    [Fact]
    public void Terms_reach_the_choice()
    {
        var request = Request();
        request.Priority = RequestPriority.Batch;
        request.Tenant = "ab12";
        request.Deadline = Duration.FromTimeSpan(TimeSpan.FromSeconds(2.5));
        request.Prefix.AddRange([7, 8]);
        request.LatencyWeight = 0.25;
        request.Headers.Add("x-orchestrator-team", "research");
        request.Role = "judge";
        request.SingleOnly = true;

        var input = RouteValidation.ToInput(request, Limits);
        var needs = Needs.Of(input, Known, answerReserve: 256);

        Assert.Equal(Router.Decisions.RequestPriority.Batch, needs.Priority);
        Assert.Equal(("ab12", TimeSpan.FromSeconds(2.5)), (needs.Tenant, needs.Deadline));
        Assert.Equal([7UL, 8UL], needs.Prefix);
        Assert.Equal(new ValueWeights(0.25, 9), needs.Weights.Or(new ValueWeights(5, 9)));
        Assert.Equal(("judge", true), (input.Role, input.SingleOnly));
        Assert.Equal("research", input.Headers["x-orchestrator-team"]);
        Assert.Equal(0.75, needs.Difficulty);
    }

    [Fact]
    public void What_is_not_said_is_the_default()
    {
        var needs = Needs.Of(RouteValidation.ToInput(Request(), Limits), Known, answerReserve: 256);

        Assert.Equal(
            (Router.Decisions.RequestPriority.Interactive, "", (TimeSpan?)null),
            (needs.Priority, needs.Tenant, needs.Deadline)
        );
        Assert.Equal(new ValueWeights(5, 9), needs.Weights.Or(new ValueWeights(5, 9)));
        Assert.Empty(needs.Prefix);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    public void A_weight_is_finite_and_not_negative(double weight)
    {
        var latency = Request();
        latency.LatencyWeight = weight;
        var cost = Request();
        cost.CostWeight = weight;

        Assert.Equal("latency_weight must be a finite number that is not negative.", Problem(latency));
        Assert.Equal("cost_weight must be a finite number that is not negative.", Problem(cost));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    [InlineData(0, 1_000_000_000)]
    [InlineData(long.MaxValue, 0)]
    public void A_deadline_is_a_duration(long seconds, int nanos)
    {
        var request = Request();
        request.Deadline = new Duration { Seconds = seconds, Nanos = nanos };

        Assert.Equal("deadline must be a duration that is not negative.", Problem(request));
    }

    [Fact]
    public void Everything_has_a_limit_and_the_refusal_names_the_field()
    {
        var prefix = Request();
        prefix.Prefix.AddRange(new ulong[65]);
        var tenant = Request();
        tenant.Tenant = new string('t', 257);
        var role = Request();
        role.Role = new string('r', 257);
        var headers = Request();
        headers.Headers.Add(Enumerable.Range(0, 65).ToDictionary(n => $"h{n}", _ => ""));
        var longHeader = Request();
        longHeader.Headers.Add("h", new string('v', 1025));
        var priority = Request();
        priority.Priority = (RequestPriority)9;

        Assert.Equal("prefix has 65 entries; at most 64 are allowed.", Problem(prefix));
        Assert.Equal("tenant has 257 characters; at most 256 are allowed.", Problem(tenant));
        Assert.Equal("role has 257 characters; at most 256 are allowed.", Problem(role));
        Assert.Equal("headers has 65 entries; at most 64 are allowed.", Problem(headers));
        Assert.Equal("headers has a value of 1025 characters; at most 1024 are allowed.", Problem(longHeader));
        Assert.Equal("priority must be interactive, normal or batch.", Problem(priority));
    }

    private static Router.Classification.Classification Known =>
        new(TaskType.Code, TextLanguage.English, 1, [], ClassificationTier.Rules) { Difficulty = 0.75 };

    private static RouteRequest Request() =>
        new()
        {
            RunId = "run",
            RequestedModel = "auto",
            Turns =
            {
                new Turn { Role = "user", Text = "Hello" },
            },
        };

    private static string Problem(RouteRequest request)
    {
        var exception = Assert.Throws<RpcException>(() => RouteValidation.ToInput(request, Limits));
        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
        return exception.Status.Detail;
    }
}
