using System.Text.Json.Nodes;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Tests.Wire;

namespace Orchestrator.Simulation.Tests.Bank;

/// <summary>The world over HTTP: what a model knows does not depend on the replica that runs it.</summary>
public sealed class WorldSeedTests
{
    private static readonly Question[] _questions = [.. QuestionBank.Standard.Questions.Where((_, at) => at % 20 == 0)];

    [Fact]
    public async Task Replicas_of_one_world_know_the_same_and_those_of_another_do_not()
    {
        var first = await LastLinesAsync(temperature: 0, ("Seed", "1"), ("WorldSeed", "5"));
        Assert.Equal(first, await LastLinesAsync(temperature: 0, ("Seed", "2"), ("WorldSeed", "5"), ("Name", "sim-2")));
        Assert.NotEqual(first, await LastLinesAsync(temperature: 0, ("Seed", "1"), ("WorldSeed", "6")));
        Assert.NotEqual(first, await LastLinesAsync(temperature: 1, ("Seed", "2"), ("WorldSeed", "5")));
    }

    private static async Task<string[]> LastLinesAsync(double temperature, params (string Key, string Value)[] settings)
    {
        await using var replica = await Replica.StartAsync(settings);
        var lines = new List<string>();
        foreach (var question in _questions)
        {
            var request = new JsonObject
            {
                ["model"] = "qwen3:8b",
                ["prompt"] = question.Prompt,
                ["stream"] = false,
                ["think"] = false,
                ["options"] = new JsonObject { ["temperature"] = temperature },
            };
            var answer = await replica.JsonAsync("/api/generate", request.ToJsonString());
            lines.Add(answer.GetProperty("response").GetString()!.Split('\n')[^1]);
        }

        return [.. lines];
    }
}
