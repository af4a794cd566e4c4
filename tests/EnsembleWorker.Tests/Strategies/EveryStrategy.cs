using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Cascade;
using Orchestrator.EnsembleWorker.Strategies.Debate;
using Orchestrator.EnsembleWorker.Strategies.Decompose;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.EnsembleWorker.Strategies.Refine;
using Orchestrator.EnsembleWorker.Strategies.Single;
using Orchestrator.EnsembleWorker.Strategies.Team;
using Orchestrator.EnsembleWorker.Strategies.Workflow;
using Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>All strategies, for the rules that hold for each of them.</summary>
internal static class EveryStrategy
{
    public static TheoryData<string> Names { get; } =
    ["single", "cascade", "ensemble", "debate", "refine", "decompose", "team", "workflow"];

    private const string Workflow = """
        workflows:
          w:
            steps:
              - { id: first, model: a:1, prompt: "{{input}}", schema: { type: object } }
              - { id: second, model: b:1, prompt: "{{messages}}" }
              - { id: test, kind: condition, of: first, field: answer.A, contains: "A", then: [third] }
              - { id: third, model: c:1, prompt: "{{steps.first}} {{input}}" }
              - { id: pick, kind: vote, over: [first, second] }
            output: [third, pick]
        """;

    public static string[] SixModels { get; } = ["a:1", "b:1", "c:1", "d:1", "e:1", "f:1"];

    /// <summary>A task whose answers may be plans with parts, and a conversation with a system turn, an image and an earlier turn.</summary>
    public static StartRunRequest Request(params string[] models) =>
        new()
        {
            RunId = "run-1",
            Task = "planning",
            Models = { models },
            Messages =
            {
                new Message { Role = "system", Content = "Be brief." },
                new Message { Role = "user", Content = "Hello" },
                new Message { Role = "assistant", Content = "Hi" },
                new Message
                {
                    Role = "user",
                    Content = "The question",
                    Images = { Google.Protobuf.ByteString.CopyFromUtf8("image") },
                },
            },
        };

    public static Task<RunEnd> RunAsync(string name, IRunSteps steps, CancellationToken cancellationToken)
    {
        var settings = new EnsembleWorkerOptions();
        settings.Runs.Ensemble.Judges = 2;
        settings.Runs.Debate.Judges = 2;
        var options = Options.Create(settings);
        var workflows = WorkflowState.Empty.After(Workflow, "", "f.yaml", settings.Runs.Workflow);
        Assert.Empty(workflows.Problems);
        IStrategy strategy = name switch
        {
            "single" => new SingleStrategy(options),
            "cascade" => new CascadeStrategy(options),
            "ensemble" => new EnsembleStrategy(options, TestJudges.New(), TimeProvider.System),
            "debate" => new DebateStrategy(options),
            "refine" => new RefineStrategy(options),
            "decompose" => new DecomposeStrategy(options),
            "team" => new TeamStrategy(options),
            _ => new WorkflowStrategy(new WorkflowBook { State = workflows }, options),
        };
        Assert.Equal(name, strategy.Name);
        return strategy.RunAsync(steps, cancellationToken);
    }
}
