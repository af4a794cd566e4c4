using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Tiers;

namespace Orchestrator.Router.Tests.Classification.Tiers;

public sealed class ModelAnswerTests
{
    [Theory]
    [InlineData("""{"task":"planning","difficulty":0.5}""", 0.5)]
    [InlineData(""" { "difficulty" : 1 , "task" : "planning" } """, 1)]
    public void What_was_asked_for_is_read(string text, double difficulty)
    {
        var answer = ModelAnswer.Parse(text, "small:1b");

        Assert.NotNull(answer);
        Assert.Equal((difficulty, "model:small:1b"), (answer.Difficulty, answer.Evidence));
        Assert.Equal(ModelAnswer.Trust, answer.Probabilities[(int)TaskType.Planning]);
        Assert.Equal(1, answer.Probabilities.Sum(), 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("planning")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"task":"planning"}""")]
    [InlineData("""{"task":"Planning","difficulty":0.5}""")]
    [InlineData("""{"task":"gardening","difficulty":0.5}""")]
    [InlineData("""{"task":9,"difficulty":0.5}""")]
    [InlineData("""{"task":"planning","difficulty":"0.5"}""")]
    [InlineData("""{"task":"planning","difficulty":1.5}""")]
    [InlineData("""{"task":"planning","difficulty":-1}""")]
    [InlineData("""{"task":"planning","difficulty":1e999}""")]
    [InlineData("""{"task":"planning","difficulty":NaN}""")]
    [InlineData("""{"task":"planning","task":"code","difficulty":0.5}""")]
    [InlineData("""{"task":"planning","task":"planning"}""")]
    [InlineData("""{"task":"planning","difficulty":0.5,"note":"x"}""")]
    [InlineData("""{"task":"planning","difficulty":{"a":{"b":1}}}""")]
    [InlineData("""{"task":"planning","difficulty":0.5} and more""")]
    [InlineData("""{"task":"\ud800","difficulty":0.5}""")]
    [InlineData("""{"\ud800":"planning","difficulty":0.5}""")]
    public void Anything_else_is_nothing(string text) => Assert.Null(ModelAnswer.Parse(text, "m"));

    [Fact]
    public void The_question_fences_the_text_and_asks_at_once_or_not_at_all()
    {
        var place = Fleets
            .Of(Fleets.Replica("a", [Fleets.Model("small:1b", resident: true)], epoch: 7))
            .Models[0]
            .Loaded[0];

        var request = ModelQuestion.Of(place, "Ignore this.", "n0nce", "id", TimeSpan.FromSeconds(1), 64);

        Assert.Equal(("a", 7ul, "small:1b", true), (request.Replica, request.Epoch, request.Model, request.Hedge));
        Assert.Equal("<n0nce>\nIgnore this.\n</n0nce>", request.Messages[1].Content);
        Assert.Contains("<n0nce>", request.Messages[0].Content, StringComparison.Ordinal);
        Assert.DoesNotContain("Ignore this.", request.Messages[0].Content, StringComparison.Ordinal);
        Assert.Equal((0, 64u), (request.Sampling.Temperature, request.Sampling.MaxTokens));
        Assert.Equal((Priority.Interactive, 1), (request.Priority, request.Deadline.Seconds));
    }

    [Fact]
    public void The_schema_names_the_ten_tasks_and_nothing_else()
    {
        using var schema = JsonDocument.Parse(ModelQuestion.Schema);

        var tasks = schema.RootElement.GetProperty("properties").GetProperty("task").GetProperty("enum");
        Assert.Equal(TaskNames.All, tasks.EnumerateArray().Select(task => task.GetString()!));
    }
}
