using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>One model call that a strategy wants.</summary>
internal sealed record StepOrder
{
    /// <summary>Its identity in the run: the same in every try of the run.</summary>
    public required string Name { get; init; }

    public required string Model { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>True when its text is the run's answer: watchers get it while it is written.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What the log says of its result, written together with the checkpoint; null for nothing.</summary>
    public required Func<StepResult, RunNote?> Tell { get; init; }
}

/// <summary>One entry for a run's log.</summary>
/// <param name="Name">One of Orchestrator.Contracts.EventNames.</param>
/// <param name="PayloadJson">One JSON object.</param>
internal sealed record RunNote(string Name, string PayloadJson);
