using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>Requests whose models have the figures that a test is about.</summary>
internal static class Outlooks
{
    /// <summary>A model of a family of its own, whose quality is well known.</summary>
    public static ModelOutlook Of(string model, double quality, double answerSeconds = 1, bool resident = false) =>
        new()
        {
            Model = model,
            Family = model.Split(':')[0],
            Quality = quality,
            QualityError = 0.01,
            AnswerSeconds = answerSeconds,
            Resident = resident,
        };

    public static StartRunRequest Request(string strategy, params ModelOutlook[] models) =>
        new()
        {
            Strategy = strategy,
            Models = { models.Select(model => model.Model) },
            Outlooks = { models },
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
        };
}
