using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Debate;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

/// <summary>Debates whose members answer by a script.</summary>
internal static class DebateScript
{
    public const string PlanAnswer =
        "First the old tables are copied while writes go on, then readers are moved one by one, and the old ones are dropped last.";

    public const string OtherAnswer =
        "Stop everything at night, export to files, import into the new system, and open again in the morning.";

    public static string Position(string answer, double? confidence = 0.8, params object[] parts) =>
        PayloadJson.Of(
            new
            {
                reasons = new[] { $"because of {answer}" },
                answer,
                confidence,
                parts,
            }
        );

    /// <summary>A revision; an empty answer keeps the position.</summary>
    public static string Revision(string answer = "", string convincedBy = "", double? confidence = 0.8) =>
        PayloadJson.Of(
            new
            {
                critiques = new[] { "B: does not add up." },
                convinced_by = convincedBy,
                reasons = Array.Empty<string>(),
                answer,
                confidence,
            }
        );

    public static object Part(string id, string instruction, params string[] dependsOn) =>
        new
        {
            id,
            instruction,
            depends_on = dependsOn,
        };

    /// <summary>Three families of equal quality, and whatever reserve there is to be.</summary>
    public static StartRunRequest Request(params string[] reserve)
    {
        string[] models = ["a:8b", "b:8b", "c:8b", .. reserve];
        return new StartRunRequest
        {
            Models = { models },
            Outlooks =
            {
                models.Select(model => new ModelOutlook
                {
                    Model = model,
                    Family = model[..1],
                    Quality = 0.7,
                    QualityError = 0.05,
                }),
            },
            Members = 3,
            Messages =
            {
                new Message { Role = "user", Content = "What is it?" },
            },
        };
    }

    /// <summary>Steps answer by their names; the others keep, score nothing, or write "Written."</summary>
    public static ScriptedSteps Steps(StartRunRequest request, params (string Step, string Text)[] script) =>
        ScriptedSteps.Saying(
            request,
            order =>
                script.FirstOrDefault(line => line.Step == order.Name) is { Text: { } text } ? text
                : order.Name.StartsWith("revision", StringComparison.Ordinal) ? Revision()
                : order.JsonSchema is null ? "Written."
                : "{}"
        );

    public static Task<RunEnd> RunAsync(IRunSteps steps, Action<DebateOptions>? change = null)
    {
        var options = new EnsembleWorkerOptions();
        change?.Invoke(options.Runs.Debate);
        return new DebateStrategy(Options.Create(options)).RunAsync(steps, CancellationToken.None);
    }

    public static async Task<RunEnd.Completed> CompleteAsync(IRunSteps steps, Action<DebateOptions>? change = null) =>
        Assert.IsType<RunEnd.Completed>(await RunAsync(steps, change));

    public static JsonElement Payload(RunEnd.Completed end) => JsonDocument.Parse(end.PayloadJson).RootElement;

    public static JsonElement Consensus(RunEnd.Completed end) => Payload(end).GetProperty("consensus");

    public static StepOrder Order(ScriptedSteps steps, string name) => steps.Orders.Single(order => order.Name == name);
}
