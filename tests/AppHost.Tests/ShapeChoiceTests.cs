namespace Orchestrator.AppHost.Tests;

public sealed class ShapeChoiceTests
{
    private static readonly string[] _none = [];
    private static readonly string[] _redis = ["Redis"];

    [Fact]
    public void Where_every_server_is_there_the_local_shape_is_chosen_and_the_way_back_is_told()
    {
        var choice = Chosen(asked: null, _none);

        Assert.Equal(Shape.Local, choice.Shape);
        Assert.Contains("--mode embedded", ShapeReport.Chosen(choice, areContainers: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_server_is_missing_the_embedded_shape_is_chosen_and_the_server_is_named()
    {
        var choice = Chosen(asked: null, _redis);

        Assert.Equal(Shape.Embedded, choice.Shape);
        Assert.Contains("Redis", ShapeReport.Chosen(choice, areContainers: false), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_asked_for_is_not_second_guessed()
    {
        Assert.Equal(Shape.Embedded, Chosen(Shape.Embedded, _none).Shape);
        Assert.Equal(Shape.Local, Chosen(Shape.Local, _none).Shape);
    }

    [Fact]
    public void The_local_shape_without_a_server_is_refused_and_names_it()
    {
        var refused = Assert.IsType<ShapeChoice.Impossible>(ShapeChoice.Of(Shape.Local, _redis));

        Assert.Contains("Redis", ShapeReport.Impossible(refused.Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_said_whether_servers_are_of_this_machine_or_in_containers()
    {
        var choice = Chosen(asked: null, _none);

        Assert.Contains("in containers", ShapeReport.Chosen(choice, areContainers: true), StringComparison.Ordinal);
        Assert.Contains(
            "private instances",
            ShapeReport.Chosen(choice, areContainers: false),
            StringComparison.Ordinal
        );
    }

    private static ShapeChoice.Chosen Chosen(Shape? asked, string[] missing) =>
        Assert.IsType<ShapeChoice.Chosen>(ShapeChoice.Of(asked, missing));
}
