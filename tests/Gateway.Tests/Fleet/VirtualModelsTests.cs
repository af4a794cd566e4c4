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

    [Fact]
    public void Workflows_are_listed_by_their_names_and_without_one_only_where_there_is_one()
    {
        Assert.Equal(["workflow", "workflow:a"], VirtualModels.Listed(["workflow:a", "workflow"]).Skip(4));
        Assert.Equal(
            ["workflow:a", "workflow:b"],
            VirtualModels.Listed(["workflow:b", "workflow", "workflow:a"]).Skip(4)
        );
    }

    [Theory]
    [InlineData("Debate:latest", "debate")]
    [InlineData(" TEAM ", "team")]
    [InlineData("debate:7b", "debate:7b")]
    [InlineData("Workflow:latest", "workflow")]
    [InlineData("Workflow:Second-Opinion:latest", "workflow:second-opinion")]
    public void A_strategys_name_has_one_spelling(string asked, string expected) =>
        Assert.Equal(expected, VirtualModels.Normalise(asked));

    [Theory]
    [InlineData("debate", false)]
    [InlineData("workflow:a", false)]
    [InlineData("auto", true)]
    public void A_strategy_offers_no_tools(string name, bool tools) =>
        Assert.Equal(tools, VirtualModels.Capabilities(name).Contains("tools"));
}
