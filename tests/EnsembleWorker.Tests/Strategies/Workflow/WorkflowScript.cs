using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Workflow;

/// <summary>Workflows whose models answer by a script.</summary>
internal static class WorkflowScript
{
    /// <summary>Two models vote; what has code is reviewed.</summary>
    public const string Checked = """
        workflows:
          checked:
            description: Two answers, the better one, and a look at its code.
            steps:
              - { id: first, model: a:1, prompt: "{{input}}" }
              - { id: second, model: b:1, prompt: "{{ messages }}" }
              - { id: pick, kind: vote, over: [first, second] }
              - { id: is-code, kind: condition, of: pick, contains: "CODE", then: [review], else: [plain] }
              - id: review
                role: reviewer
                prompt: |
                  Review this:
                  {{steps.pick}}
                  It answers: {{input}}
                temperature: 0.5
                max_tokens: 200
                timeout: 90s
                instead: small:1
                schema: { type: object, properties: { n: { type: number, minimum: 1, x: "1" } }, required: [] }
              - { id: plain, model: auto:fast, prompt: "Say it plainly: {{steps.pick}}" }
            output: [review, plain]
        """;

    public static WorkflowDefinition Read(string text)
    {
        var reading = WorkflowFile.Read(text, "f.yaml", new WorkflowOptions());
        Assert.Empty(reading.Problems);
        return Assert.Single(reading.Value!.ByName.Values);
    }

    public static StartRunRequest Request(string workflow = "") =>
        new()
        {
            RunId = "run-1",
            Strategy = "workflow",
            Workflow = workflow,
            Messages =
            {
                new Message { Role = "user", Content = "Hello" },
                new Message { Role = "assistant", Content = "Hi" },
                new Message { Role = "user", Content = "The question" },
            },
            Models = { "best:1", "next:1" },
        };

    public static ScriptedSteps Saying(Func<StepOrder, string?>? text = null) =>
        ScriptedSteps.Saying(Request(), order => text?.Invoke(order) ?? $"{order.Name} says");

    /// <summary>By its steps alone, as the file has them.</summary>
    public static Task<RunEnd> RunAsync(string steps, string output, IRunSteps run) =>
        RunAsync($"workflows:\n  w:\n    steps:\n{steps.ReplaceLineEndings("\n")}\n    output: {output}\n", run);

    public static Task<RunEnd> RunAsync(string file, IRunSteps run)
    {
        var options = new EnsembleWorkerOptions();
        var state = WorkflowState.Empty.After(file, "", "f.yaml", options.Runs.Workflow);
        Assert.Empty(state.Problems);
        return new WorkflowStrategy(new WorkflowBook { State = state }, Options.Create(options)).RunAsync(
            run,
            CancellationToken.None
        );
    }
}
