using System.Collections.Immutable;

namespace Orchestrator.Cli.Evaluate.Ensembles.Recorded;

/// <summary>One question and what models have said to it.</summary>
/// <param name="References">Forms of the right answer; none where scores say what is right.</param>
/// <param name="Answers">By model, in the order in which they were given.</param>
internal sealed record AnswerLine(
    string Task,
    string Language,
    string Prompt,
    ImmutableArray<string> References,
    IReadOnlyDictionary<string, ImmutableArray<RecordedAnswer>> Answers
);

/// <param name="Score">0 to 1; null where the reference decides.</param>
/// <param name="Tokens">Of prompt and answer; 0 while unknown.</param>
internal sealed record RecordedAnswer(string Text, double? Score, int Tokens, double Seconds);
