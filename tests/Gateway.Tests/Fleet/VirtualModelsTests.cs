using Orchestrator.Gateway.Fleet;

namespace Orchestrator.Gateway.Tests.Fleet;

public sealed class VirtualModelsTests
{
    [Fact]
    public void Only_the_strategies_that_workers_carry_out_are_listed()
    {
        Assert.Equal(
            ["auto", "auto:fast", "auto:quality", "auto:cheap", "ensemble", "debate"],
            VirtualModels.Listed(["debate", "ensemble", "something-new"])
        );
        Assert.DoesNotContain("ensemble", VirtualModels.Listed(["debate"]));
    }

    [Fact]
    public void A_router_that_does_not_say_is_one_of_before_strategies_were_told() =>
        Assert.Equal("ensemble", VirtualModels.Listed([]).Last());

    [Theory]
    [InlineData("Debate:latest", "debate")]
    [InlineData(" TEAM ", "team")]
    [InlineData("debate:7b", "debate:7b")]
    public void A_strategys_name_has_one_spelling(string asked, string expected) =>
        Assert.Equal(expected, VirtualModels.Normalise(asked));

    [Theory]
    [InlineData("debate", false)]
    [InlineData("auto", true)]
    public void A_strategy_offers_no_tools(string name, bool tools) =>
        Assert.Equal(tools, VirtualModels.Capabilities(name).Contains("tools"));
}
