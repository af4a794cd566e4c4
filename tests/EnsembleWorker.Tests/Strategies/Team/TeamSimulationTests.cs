using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Team.TeamRun;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>
/// A team of simulated models: they follow the schemas and choose at random, so this shows control flow and nothing about answers.
/// </summary>
public sealed class TeamSimulationTests
{
    [Fact]
    public async Task A_lead_that_chooses_at_random_still_comes_to_an_end_with_an_answer()
    {
        var endings = new List<string>();
        for (var seed = 0; seed < 12; seed++)
        {
            var steps = Simulated(seed);

            var end = await steps.CompleteAsync();

            var payload = end.Payload();
            endings.Add(payload.GetProperty("ending").GetString()!);
            Assert.False(string.IsNullOrWhiteSpace(end.Answer.Text));
            Assert.InRange(payload.GetProperty("turns").GetInt32(), 1, 50);
            Assert.Equal(steps.Names.Distinct(), steps.Names);
        }

        // Both ends that a lead can choose come up, and the schema is understood: nobody had to do without the lead.
        Assert.Contains("finished", endings);
        Assert.Contains("question", endings);
    }

    [Fact]
    public async Task The_schemas_of_lead_and_reviewer_are_followed()
    {
        var steps = Simulated(seed: 1, review: true);

        var end = await steps.CompleteAsync();

        Assert.True(end.Payload().GetProperty("led").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, end.Payload().GetProperty("approved").ValueKind);
        Assert.DoesNotContain(steps.Names, name => name.EndsWith("repair", StringComparison.Ordinal));
    }

    private static ScriptedSteps Simulated(int seed, bool review = false) =>
        ScriptedSteps.Saying(
            Request("Write a parser for dates.", "qwen3:8b", "llama3.2:3b"),
            order =>
                review && order.Name == "turn-1-lead" ? Choose("reviewer") : string.Concat(Answer(order, seed).Content)
        );

    private static Answer Answer(StepOrder order, int seed) =>
        AnswerPlanner.Plan(
            new AnswerRequest
            {
                Model = ModelCatalogue.Find(order.Model)!,
                Messages = [.. order.Messages.Select(message => new PromptMessage(message.Role, message.Content))],
                Seed = seed,
                Schema = order.JsonSchema is { } schema ? JsonDocument.Parse(schema).RootElement : null,
                ContextLength = 40_000,
            }
        );
}
