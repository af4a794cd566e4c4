using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Tests.Scheduling;

namespace Orchestrator.Simulation.Tests.Figures;

public sealed class FleetIdealTests
{
    private const string Chat = "qwen3:8b";
    private const string Small = "llama3.2:3b";

    [Fact]
    public void One_slot_is_as_fast_as_the_model_alone()
    {
        var fleet = Of(Host("one", Chat));
        var speed = fleet.Hosts[0].Config.Models[Chat];
        var seconds = (100 / speed.PrefillTokensPerSecond) + (50 / speed.DecodeTokensPerSecond);

        Assert.Equal(
            150 / seconds,
            FleetIdeal.Of(fleet, [new ModelShare(Chat, 1, 100, 50)]).TokensPerSecond,
            precision: 6
        );
    }

    [Fact]
    public void More_slots_and_more_hosts_are_worth_more()
    {
        var one = Rate(Of(Host("one", Chat)));
        var two = Rate(Of(Host("one", Chat), Host("two", Chat)));
        var slots = Rate(Of(Host("one", Chat, slots: 4)));

        Assert.Equal(2 * one, two, precision: 9);
        Assert.InRange(slots, one * 1.01, one * 4);
    }

    [Fact]
    public void A_model_that_only_one_host_has_limits_the_mix_and_that_host_has_all_of_the_price()
    {
        var fleet = Of(Host("chat", Chat), Host("small", Small));
        var mix = new[] { new ModelShare(Chat, 9, 100, 50), new ModelShare(Small, 1, 100, 50) };

        var ideal = FleetIdeal.Of(fleet, mix);

        Assert.Equal(Rate(Of(Host("chat", Chat))) / 0.9, ideal.RequestsPerSecond, precision: 9);
        Assert.Equal([1.0, 0.0], ideal.HostPrices.Select(price => Math.Round(price, 9)));
    }

    [Fact]
    public void The_rate_for_a_load_gives_that_load()
    {
        var ideal = FleetIdeal.Of(Of(Host("one", Chat)), [new ModelShare(Chat, 1, 100, 50)]);

        Assert.Equal(0.6, ideal.Load(25 * ideal.RateScale(0.6, 25)), precision: 9);
    }

    [Fact]
    public void Without_a_host_for_any_model_nothing_can_be_done() =>
        Assert.Equal(0, FleetIdeal.Of(Of(Host("one", Chat)), [new ModelShare(Small, 1, 1, 1)]).TokensPerSecond);

    private static double Rate(Fleet fleet) =>
        FleetIdeal.Of(fleet, [new ModelShare(Chat, 1, 100, 50)]).RequestsPerSecond;

    private static Fleet Of(params FleetHost[] hosts) => new("ideal", [.. hosts]);

    private static FleetHost Host(string name, string model, int slots = 1) =>
        new(name, HostScript.Config(model) with { NumParallel = slots });
}
