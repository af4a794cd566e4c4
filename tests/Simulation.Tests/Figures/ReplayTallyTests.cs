using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Tests.Figures;

public sealed class ReplayTallyTests
{
    private const string Model = "qwen3:8b";
    private static readonly Fleet _fleet = BuiltIn.Fleet("f1")!;
    private static readonly Arrival _request = new(0, TimeSpan.Zero, Model, PromptShape.Unshared(100), 10);
    private readonly ReplayTally _tally = new(_fleet, new Deadline(Seconds(5), Seconds(60)));

    [Fact]
    public void What_waits_after_the_last_answer_counts_over_all_of_the_time_until_it_is_refused()
    {
        var idle = HostState.Empty(_fleet.Hosts[0].Config);
        Complete(firstToken: 1, total: 10, endedAt: 10);
        _tally.HostChanged(Seconds(20), 0, idle, queued: 1);
        _tally.HostChanged(Seconds(40), 0, idle, queued: 0);
        _tally.Refused(Seconds(40), _request);

        var figures = _tally.Figures();
        Assert.Equal(0.5, figures.Hosts[0].QueuedMean);
        Assert.Equal(10, figures.Seconds);
    }

    [Fact]
    public void A_refused_request_counts_as_never_answered_in_every_quantile_that_it_reaches()
    {
        for (var number = 0; number < 90; number++)
        {
            Complete(firstToken: 1, total: 2, endedAt: number + 2);
        }

        for (var number = 0; number < 10; number++)
        {
            Refuse("default");
        }

        var figures = _tally.Figures();
        Assert.InRange(figures.FirstToken.P50, 0.99, 1.01);
        Assert.Equal(double.PositiveInfinity, figures.FirstToken.P95);
        Assert.Equal((100, 90, 10), (figures.Requests, figures.Completed, figures.Refused));
    }

    [Theory]
    [InlineData(5, 60, 1)]
    [InlineData(5.1, 60, 0.5)]
    [InlineData(5, 60.1, 0.5)]
    public void Goodput_is_the_share_of_all_requests_of_which_both_tokens_were_in_time(
        double firstToken,
        double total,
        double goodput
    )
    {
        Complete(firstToken: 5, total: 60, endedAt: 60);
        Complete(firstToken, total, endedAt: 100);
        Assert.Equal(goodput, _tally.Figures().Goodput);

        Refuse("default");
        Refuse("default");
        Assert.Equal(goodput / 2, _tally.Figures().Goodput);
    }

    [Fact]
    public void Fairness_is_one_when_tenants_are_slowed_alike_and_their_inverse_when_one_has_everything()
    {
        Complete(1, 4, 10, "one");
        Complete(1, 4, 20, "other");
        Complete(1, 4, 30, "other");
        Assert.Equal(1, _tally.Figures().Fairness, 1e-9);

        Refuse("none");
        Refuse("nor this");
        Assert.Equal(0.5, _tally.Figures().Fairness, 1e-9);
    }

    [Fact]
    public void Tokens_are_those_of_answered_requests_until_the_last_answer_and_swaps_are_per_request()
    {
        _tally.LoadStarted(Seconds(0), 0, Model, Seconds(3));
        Complete(1, 4, 20, cachedTokens: 25);
        Complete(1, 4, 40);
        Refuse("default");
        Refuse("default");

        var figures = _tally.Figures(idealTokensPerSecond: 11);
        Assert.Equal(220 / 40.0, figures.TokensPerSecond);
        Assert.Equal(0.5, figures.IdealShare);
        Assert.Equal((25, 3, 0.125), (figures.SwapsPer100, figures.LoadSeconds, figures.CachedShare));
        Assert.Equal(figures.TokensPerSecond, figures.Hosts.Sum(host => host.TokensPerSecond));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Complete(
        double firstToken,
        double total,
        double endedAt,
        string tenant = "default",
        int cachedTokens = 0
    )
    {
        var request = _request with { Tenant = tenant };
        _tally.Arrived(Seconds(endedAt - total), request);
        _tally.Completed(
            new CompletedRequest(request, 0, Seconds(firstToken), Seconds(total), Seconds(endedAt), cachedTokens)
        );
    }

    private void Refuse(string tenant)
    {
        _tally.Arrived(Seconds(40), _request);
        _tally.Refused(Seconds(40), _request with { Tenant = tenant });
    }
}
