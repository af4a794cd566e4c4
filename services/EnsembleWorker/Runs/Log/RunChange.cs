using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Log;

/// <summary>What is written about a run at once: a checkpoint, entries of its log, its end.</summary>
internal sealed record RunChange
{
    public StepRow? Step { get; init; }

    public IReadOnlyList<RunNote> Notes { get; init; } = [];

    /// <summary>Sets further columns of the run's row; null for none.</summary>
    public Action<RunRow>? Columns { get; init; }

    /// <summary>Messages of its user that are told to the strategy now.</summary>
    public TakenMessages? Taken { get; init; }

    /// <summary>Sets the columns of the end or of a pause: with them the lease is given up. Null while the run goes on.</summary>
    public Action<RunRow>? End { get; init; }
}

/// <param name="Numbers">Not empty, ascending.</param>
/// <param name="Boundary">The place in the run.</param>
internal sealed record TakenMessages(IReadOnlyList<int> Numbers, string Boundary);
