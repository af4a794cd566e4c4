using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

public sealed class WavePlanTests
{
    [Theory]
    [InlineData("math", 0, "01 23 4")]
    [InlineData("question_answering", 0.005, "01 23 4")]
    [InlineData("math", 0.05, "01234")]
    [InlineData("math", double.NaN, "01234")]
    [InlineData("code", 0, "01234")]
    [InlineData("", 0, "01234")]
    public void Members_go_in_waves_where_short_answers_are_usual_and_nobody_is_in_a_hurry(
        string task,
        double latencyWeight,
        string waves
    )
    {
        var request = new StartRunRequest { Task = task, LatencyWeight = latencyWeight };

        Assert.Equal(waves, Waves(request, Members("a", "b", "c", "d", "e")));
    }

    [Fact]
    public void Who_is_in_memory_is_asked_first()
    {
        var members = Members("a", "b", "c");
        members[2] = members[2] with { Model = members[2].Model with { Resident = true } };

        Assert.Equal("20 1", Waves(new StartRunRequest { Task = "math" }, members));
    }

    [Fact]
    public void One_by_one_the_writer_comes_last_and_who_is_in_memory_first()
    {
        var members = Members("a", "b", "c", "d");
        members[2] = members[2] with { Model = members[2].Model with { Resident = true } };

        Assert.Equal("2 3 1 0", Waves(new StartRunRequest { Sequential = true }, members, writer: "a"));
        Assert.Equal("2 3 0 1", Waves(new StartRunRequest { Sequential = true }, members, writer: "B"));
    }

    [Fact]
    public void Samples_of_one_model_share_its_place_in_memory()
    {
        Assert.Equal("1 02", Waves(new StartRunRequest { Sequential = true }, Members("a", "b", "a"), writer: "a"));
        Assert.Equal("012", Waves(new StartRunRequest { Sequential = true }, Members("a", "a", "a"), writer: "a"));
    }

    private static string Waves(StartRunRequest request, IReadOnlyList<Member> members, string writer = "") =>
        string.Join(
            ' ',
            WavePlan.Of(request, members, writer, new EnsembleOptions()).Select(wave => string.Concat(wave))
        );

    private static List<Member> Members(params string[] models) =>
        [
            .. models.Select(
                (model, at) => new Member($"member-{at + 1}", new RunModel { Name = model, Family = model }, false)
            ),
        ];
}
