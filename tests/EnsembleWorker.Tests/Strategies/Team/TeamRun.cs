using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Team;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>A team whose lead and members answer by a script.</summary>
internal static class TeamRun
{
    public const string Approve = """{"verdict": "approve", "problems": []}""";

    public static StartRunRequest Request(string message = "Write a parser.", params string[] models) =>
        new()
        {
            Models = { models.Length > 0 ? models : ["big:70b", "other:8b", "spare:3b"] },
            Messages =
            {
                new Message { Role = "user", Content = message },
            },
        };

    public static string Choose(string choice, string instruction = "", string answer = "") =>
        JsonSerializer.Serialize(
            new
            {
                choice,
                instruction,
                answer,
            }
        );

    public static string Revise(params string[] problems) =>
        JsonSerializer.Serialize(new { verdict = "revise", problems });

    /// <summary>What the lead says turn by turn; the last of it again and again. Members say their name and their turn.</summary>
    public static Func<StepOrder, string> Led(params string[] decisions)
    {
        var next = 0;
        return order =>
            order.Name.EndsWith("-lead", StringComparison.Ordinal) ? decisions[Math.Min(next++, decisions.Length - 1)]
            : IsReview(order) ? Approve
            : $"text of {order.Name}";
    }

    public static bool IsReview(StepOrder order) => order.JsonSchema?.Contains("verdict") == true;

    public static bool IsLead(StepOrder order) => order.JsonSchema?.Contains("choice") == true;

    public static Task<RunEnd> RunAsync(this IRunSteps steps, Action<TeamOptions>? set = null)
    {
        var options = new EnsembleWorkerOptions();
        set?.Invoke(options.Runs.Team);
        return new TeamStrategy(Options.Create(options)).RunAsync(steps, CancellationToken.None);
    }

    public static async Task<RunEnd.Completed> CompleteAsync(this IRunSteps steps, Action<TeamOptions>? set = null) =>
        Assert.IsType<RunEnd.Completed>(await steps.RunAsync(set));

    public static JsonElement Payload(this RunEnd.Completed end) => JsonDocument.Parse(end.PayloadJson).RootElement;

    public static JsonElement Payload(this RunNote note) => JsonDocument.Parse(note.PayloadJson).RootElement;

    public static string System(this StepOrder order) => order.Messages[0].Content;

    public static IReadOnlyList<string> Strings(this JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
