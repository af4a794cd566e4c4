using Microsoft.Extensions.Options;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Refine;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Refine;

/// <summary>Runs of the strategy "refine" whose models answer by a script.</summary>
internal static class RefineScript
{
    public const string Passing = """{"problems":[],"passed":true,"confidence":0.9}""";

    public static string Refusing(params string[] problems) =>
        PayloadJson.Of(
            new
            {
                problems,
                passed = false,
                confidence = 0.8,
            }
        );

    public static StartRunRequest Request(params (string Model, string Family)[] models) =>
        new()
        {
            Models = { models.Select(model => model.Model) },
            Outlooks =
            {
                models.Select(model => new ModelOutlook
                {
                    Model = model.Model,
                    Family = model.Family,
                    Quality = 0.7,
                }),
            },
            Messages =
            {
                new Message { Role = "user", Content = "Name the capital." },
            },
        };

    public static StartRunRequest TwoFamilies() => Request(("a:70b", "a"), ("a:7b", "a"), ("b:8b", "b"));

    /// <summary>Steps answer by their names; one that is not listed passes.</summary>
    public static ScriptedSteps Steps(StartRunRequest request, params (string Step, string Text)[] script) =>
        ScriptedSteps.Saying(
            request,
            order => script.FirstOrDefault(line => line.Step == order.Name) is { Text: { } text } ? text : Passing
        );

    public static Task<RunEnd> RunAsync(IRunSteps steps, Action<RefineOptions>? change = null)
    {
        var options = new EnsembleWorkerOptions();
        change?.Invoke(options.Runs.Refine);
        return new RefineStrategy(Options.Create(options)).RunAsync(steps, CancellationToken.None);
    }

    public static IEnumerable<RunNote> Verdicts(ScriptedSteps steps) =>
        steps.Notes.Where(note => note.Name == EventNames.DiscussionUpdate);
}
