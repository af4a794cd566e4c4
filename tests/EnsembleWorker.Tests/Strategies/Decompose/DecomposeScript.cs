using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Decompose;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Decompose;

/// <summary>Decompositions whose models answer by a script.</summary>
internal static class DecomposeScript
{
    /// <summary>Two parts that need nothing, and one that needs both.</summary>
    public const string Plan = """
        {"subquestions":[
          {"id":"a","question":"First?","depends_on":[]},
          {"id":"b","question":"Second?","depends_on":[]},
          {"id":"c","question":"Both?","depends_on":["a","b"]}]}
        """;

    public static StartRunRequest Request(params string[] models) =>
        new()
        {
            RunId = "run-1",
            Strategy = "decompose",
            Messages =
            {
                new Message { Role = "user", Content = "Hello" },
                new Message { Role = "assistant", Content = "Hi" },
                new Message { Role = "user", Content = "The whole question" },
            },
            Models = { models.Length > 0 ? models : ["best:1", "next:1"] },
        };

    public static ScriptedSteps Saying(string plan = Plan, Func<StepOrder, string?>? others = null) =>
        ScriptedSteps.Saying(
            Request(),
            order => others?.Invoke(order) ?? (order.Name == "plan" ? plan : $"{order.Name} says")
        );

    /// <summary>One of the steps fails, the others do as they should.</summary>
    public static ScriptedSteps Failing(Func<StepOrder, bool> isFailing, string plan = Plan) =>
        new(
            Request(),
            order =>
                isFailing(order)
                    ? ScriptedSteps.Failed(order, "replica_refused")
                    : ScriptedSteps.Result(order, order.Name == "plan" ? plan : $"{order.Name} says")
        );

    public static Task<RunEnd> RunAsync(IRunSteps steps, Action<DecomposeOptions>? change = null)
    {
        var options = new EnsembleWorkerOptions();
        change?.Invoke(options.Runs.Decompose);
        return new DecomposeStrategy(Options.Create(options)).RunAsync(steps, CancellationToken.None);
    }

    public static string SystemOf(ScriptedSteps steps, string step) =>
        steps.Orders.Single(order => order.Name == step).Messages[0].Content;
}
