using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>A strategy that is a test's own few lines; its answer is what they return.</summary>
internal sealed class ScriptedStrategy(Func<IRunSteps, CancellationToken, Task<string>> script) : IStrategy
{
    public string Name => "scripted";

    public static StartRunRequest Request(string runId) =>
        new()
        {
            RunId = runId,
            Strategy = "scripted",
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
            Models = { "a:1" },
            Interactive = true,
        };

    public static StepOrder Order(string name, string model = "a:1") =>
        new()
        {
            Name = name,
            Model = model,
            Messages = [new Message { Role = "user", Content = name }],
            Tell = result => new RunNote("ai_response", PayloadJson.Of(new { result.Step, result.Cause })),
        };

    public async Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken)
    {
        var text = await script(run, cancellationToken);
        var answer = new StepResult
        {
            Step = "answer",
            Model = "a:1",
            Text = text,
        };
        return new RunEnd.Completed(answer, [answer], "{}");
    }
}
