using System.Text.Json;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>
/// Runs whose models are the simulator's, without any process: whether it understands the schemas of a strategy. Says nothing about
/// quality.
/// </summary>
internal static class SimulatedMembers
{
    private static readonly string[] Models = ["qwen3:8b", "llama3.1:8b", "gemma3:4b", "mistral:7b"];

    /// <summary>Some of the bank's questions that have one right answer.</summary>
    public static IEnumerable<Question> Questions(int count) =>
        QuestionBank.Standard.Questions.Where(question => question.Task == "math").Take(count);

    public static ScriptedSteps Asked(Question question)
    {
        var request = new StartRunRequest
        {
            Task = question.Task,
            Language = question.Language,
            Members = 3,
            Models = { Models },
            Outlooks =
            {
                Models.Select(model => new ModelOutlook
                {
                    Model = model,
                    Quality = 0.6,
                    QualityError = 0.1,
                }),
            },
            Messages =
            {
                new Message { Role = "user", Content = question.Prompt },
            },
        };
        return ScriptedSteps.Saying(request, Answer);
    }

    private static string Answer(StepOrder order)
    {
        using var schema = order.JsonSchema is { } text ? JsonDocument.Parse(text) : null;
        var answer = AnswerPlanner.Plan(
            new AnswerRequest
            {
                Model = ModelCatalogue.Find(order.Model)!,
                Messages = [.. order.Messages.Select(message => new PromptMessage(message.Role, message.Content))],
                Schema = schema?.RootElement,
                Temperature = 0,
                ContextLength = 32_768,
            }
        );
        return string.Concat(answer.Content);
    }
}
