using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>One model call that a strategy wants.</summary>
internal sealed record StepOrder
{
    /// <summary>Its identity in the run: the same in every try of the run. At most 64 characters.</summary>
    public required string Name { get; init; }

    public required string Model { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>Models that are asked in turn when the one before has failed; the result names who failed and why.</summary>
    public IReadOnlyList<string> Instead { get; init; } = [];

    /// <summary>What the model is needed for, as routers know it: "judge", "planner", "coder"; empty for nothing in particular.</summary>
    public string Role { get; init; } = "";

    /// <summary>A JSON schema that the answer has to follow; null for free text. Models may break it all the same.</summary>
    public string? JsonSchema { get; init; }

    /// <summary>Null: as the request says.</summary>
    public Sampling? Sampling { get; init; }

    /// <summary>How long the step may take, queues and cold loads included; null: the worker's limit for steps.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Ends this step alone: its result is then "cut_off", and stays so.</summary>
    public CancellationToken CutOff { get; init; }

    /// <summary>True when its text is the run's answer: watchers get it while it is written.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What the log says of its result, written together with the checkpoint; null for nothing.</summary>
    public required Func<StepResult, RunNote?> Tell { get; init; }
}

/// <summary>One entry for a run's log.</summary>
/// <param name="Name">One of Orchestrator.Contracts.EventNames.</param>
/// <param name="PayloadJson">One JSON object.</param>
internal sealed record RunNote(string Name, string PayloadJson);
