using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Estimates;

/// <summary>What an answer is expected to cost.</summary>
public sealed class CostRuleTests
{
    private static readonly CostRule Rule = new(new UnknownRate(0.001, "KRW"));
    private static readonly FinishEstimate Finish = new(Wait: 5, Load: 10, Displaced: 20, Prefill: 1, Decode: 3);

    [Fact]
    public void A_replica_costs_its_own_seconds_and_neither_the_wait_nor_what_others_lose()
    {
        var cost = Rule.Of(null, Entry(0.01), Finish, Request());

        Assert.Equal((0.14, "EUR", CostBasis.Seconds), (Math.Round(cost.Amount, 9), cost.Currency, cost.Basis));
    }

    [Theory]
    [InlineData(1, 4, 0.12)]
    [InlineData(3, 4, 0.11)]
    [InlineData(9, 4, 0.11)]
    [InlineData(9, 1, 0.14)]
    public void Calls_that_run_at_once_share_the_seconds_but_a_load_is_for_one(
        int inFlight,
        int slots,
        double amount
    ) => Assert.Equal(amount, Rule.Of(null, Entry(0.01, inFlight, slots), Finish, Request()).Amount, 9);

    [Fact]
    public void A_providers_model_costs_its_tokens()
    {
        var request = Request(tokens: 1_256) with { OutputTokens = 500 };

        var cost = Rule.Of(new TokenPrice(5, 20, "USD"), Entry(0), Finish, request);

        Assert.Equal((0.015, "USD", CostBasis.Tokens), (Math.Round(cost.Amount, 9), cost.Currency, cost.Basis));
    }

    [Fact]
    public void On_a_replica_with_a_rate_of_its_own_the_rate_counts_whatever_a_provider_asks() =>
        Assert.Equal(CostBasis.Seconds, Rule.Of(new TokenPrice(5, 20, "USD"), Entry(0.01), Finish, Request()).Basis);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_price_the_rate_for_unknown_hosts_is_taken_and_the_estimate_says_so(bool isZero)
    {
        var cost = Rule.Of(isZero ? new TokenPrice(0, 0, "USD") : null, Entry(0), Finish, Request());

        Assert.Equal((0.014, "KRW", CostBasis.Unknown), (Math.Round(cost.Amount, 9), cost.Currency, cost.Basis));
    }

    private static ModelEntry Entry(double perSecond, int inFlight = 0, int slots = 1)
    {
        var replica = Replica("r", inFlight: inFlight, slots: slots) with
        {
            PricePerSecond = perSecond,
            Currency = "EUR",
        };
        return new ModelEntry(0, replica, replica.Models[0]);
    }
}
