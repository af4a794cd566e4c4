using System.Collections.Immutable;

namespace Orchestrator.Cli.Evaluate.Ensembles.Recorded;

/// <summary>All lines, with the models that enough of them have.</summary>
internal sealed record RecordedAnswers(
    ImmutableArray<string> Models,
    IReadOnlyList<AnswerLine> Lines,
    IReadOnlyList<string> Notes
);
