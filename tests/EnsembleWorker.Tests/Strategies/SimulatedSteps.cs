using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Aggregation.Canonical;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>
/// Runs about questions of the simulator's bank, whose models answer as the simulator says, without any process. What comes out says how
/// control flow behaves, nothing about real models.
/// </summary>
internal static class SimulatedSteps
{
    private static readonly SkillWorld World = SkillWorld.Default;

    /// <summary>Of math: they have short answers.</summary>
    public static IReadOnlyList<Question> Questions { get; } =
    [.. QuestionBank.Standard.Questions.Where(question => question.Task == "math").Where((_, at) => at % 8 == 0)];

    public static ScriptedSteps Of(string strategy, Question question, params string[] models)
    {
        var request = Outlooks.Request(
            strategy,
            [.. models.Select((model, at) => Outlooks.Of(model, Quality(model, question), 20.0 / (1 + (at * 9))))]
        );
        (request.Task, request.Members) = (question.Task, (uint)models.Length);
        request.Messages[0].Content = question.Prompt;
        return ScriptedSteps.Saying(request, order => Answer(request, order));
    }

    /// <summary>What the simulated model says to the order.</summary>
    public static string Answer(StartRunRequest request, StepOrder order)
    {
        var sampling = order.Sampling ?? request.Sampling ?? new Contracts.Worker.V1.Sampling();
        var asked = new AnswerRequest
        {
            Model = ModelCatalogue.Find(order.Model)!,
            World = World,
            Messages = [.. order.Messages.Select(message => new PromptMessage(message.Role, message.Content))],
            Seed = sampling.HasSeed ? sampling.Seed : 1,
            Temperature = sampling.HasTemperature ? sampling.Temperature : 0.8,
            Schema = order.JsonSchema is { } schema ? JsonSerializer.Deserialize<JsonElement>(schema) : null,
        };
        return string.Concat(AnswerPlanner.Plan(asked).Content);
    }

    public static bool IsRight(Question question, string text) =>
        question.Accepted.Prepend(question.Answer).Select(CanonicalAnswer.Of).Contains(CanonicalAnswer.Of(text));

    private static double Quality(string model, Question question) =>
        World.RightProbability(ModelCatalogue.Find(model)!, question);
}
