using Orchestrator.Cli.Evaluate.Ensembles.Grid;
using Orchestrator.Cli.Evaluate.Ensembles.Recorded;

namespace Orchestrator.Cli.Evaluate.Ensembles;

/// <summary>What the command was asked for, read and checked.</summary>
/// <param name="Recorded">Null: the bank.</param>
internal sealed record EnsemblesRequest(
    EnsemblesSettings Settings,
    IReadOnlyList<GridCell> Grid,
    RecordedAnswers? Recorded
);
