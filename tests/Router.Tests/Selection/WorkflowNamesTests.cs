using System.Collections.Frozen;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Explanations;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>Operators' workflows as models.</summary>
public sealed class WorkflowNamesTests
{
    [Theory]
    [InlineData("workflow", null)]
    [InlineData("Workflow:latest", null)]
    [InlineData("workflow:second-opinion", "second-opinion")]
    [InlineData(" WORKFLOW:Second-Opinion ", "second-opinion")]
    public void A_workflow_is_a_strategy_whose_name_says_which(string model, string? workflow)
    {
        var parsed = RequestedModel.Parse(model);

        Assert.Equal(("workflow", workflow, ModelAim.Ensemble), (parsed.Strategy, parsed.Workflow, parsed.Aim));
    }

    [Fact]
    public void A_model_that_only_begins_like_one_is_none() =>
        Assert.Equal(
            (null, ModelAim.Named),
            (RequestedModel.Parse("workflows:7b").Strategy, RequestedModel.Parse("workflows:7b").Aim)
        );

    [Theory]
    [InlineData("workflow:a", "workflow", "workflow:a", "workflow:b")]
    [InlineData("workflow", "workflow", "workflow:a")]
    [InlineData("workflow:none-at-all", "")]
    public void One_that_is_announced_is_taken(string model, params string[] announced) =>
        Assert.Equal(
            announced is not [""],
            EnsembleMembers.Refuse(Request(model), Announcing([.. announced.Where(name => name.Length > 0)])) is null
        );

    [Theory]
    [InlineData(
        "workflow:c",
        "No worker of the fleet knows the workflow 'workflow:c'. Known are 'workflow:a', 'workflow:b'."
    )]
    [InlineData(
        "workflow",
        "There are several workflows: ask for one of them by its name. Known are 'workflow:a', 'workflow:b'."
    )]
    public void One_that_is_not_there_is_refused_with_those_that_are(string model, string english)
    {
        var request = Request(model);

        var refused = EnsembleMembers.Refuse(request, Announcing("workflow", "workflow:b", "workflow:a"));

        Assert.NotNull(refused);
        Assert.Equal(english, EnglishRefusal.Of(request, refused));
        Assert.Contains("'workflow:a', 'workflow:b'", KoreanRefusal.Of(request, refused));
    }

    [Fact]
    public void An_owner_tells_its_strategies_again_when_they_have_changed()
    {
        var limits = new FleetOptions();
        var changed = new FleetUpdate { Strategies = { "ensemble", "workflow:a" } };

        Assert.Equal(["ensemble", "workflow:a"], Map(changed).Strategies);
        Assert.Null(Map(new FleetUpdate()).Strategies);

        OwnerUpdate Map(FleetUpdate update) =>
            OwnerUpdateMapping.ToOwnerUpdate(update, new Uri("http://127.0.0.1:5000/"), new(limits), limits, Start);
    }

    private static FleetSnapshot Announcing(params string[] strategies) =>
        new([Replica("r", [Model("m:8b")])]) { Strategies = strategies.ToFrozenSet(StringComparer.Ordinal) };
}
