using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Decompose;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Decompose;

public sealed class SimulatedPlanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_schema_is_one_that_the_simulator_understands_and_its_plans_can_be_carried_out(long seed)
    {
        var options = new DecomposeOptions();
        var asked = PlanPrompt.First(
            [
                new Message
                {
                    Role = "user",
                    Content = "List what a harbour needs. Then say who builds it. Then say when.",
                },
            ],
            options
        );
        using var schema = JsonDocument.Parse(PlanPrompt.Schema(options.MaxParts));

        var answer = AnswerPlanner.Plan(
            new AnswerRequest
            {
                Model = ModelCatalogue.Find("qwen3:8b")!,
                Messages = [.. asked.Select(message => new PromptMessage(message.Role, message.Content))],
                Schema = schema.RootElement,
                Seed = seed,
            }
        );
        var reading = PlanReading.Of(string.Concat(answer.Content), options);

        Assert.Empty(reading.Problems);
        Assert.InRange(reading.Plan!.Parts.Count, 2, options.MaxParts);
    }
}
