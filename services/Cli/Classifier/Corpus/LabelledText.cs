using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Corpus;

/// <summary>One line of a corpus.</summary>
/// <param name="Group">Lines of one author or template: never split between training and test.</param>
/// <param name="Source">Where external lines come from; empty for lines of the own corpus.</param>
/// <param name="Difficulty">Null where the corpus does not say.</param>
internal sealed record LabelledText(
    IReadOnlyList<ConversationTurn> Turns,
    TaskType Task,
    string Language,
    double? Difficulty,
    double? NeedsTools,
    string Group,
    string Source
)
{
    public bool IsExternal => Source.Length > 0;

    /// <summary>The request came with tools. Only external texts say so: own ones say whether tools would help.</summary>
    public bool BringsTools => IsExternal && NeedsTools > 0;

    /// <summary>The turn that is classified.</summary>
    public string Text => Turns[^1].Text;

    public LabelledText WithText(string text) =>
        this with
        {
            Turns = [.. Turns.SkipLast(1), Turns[^1] with { Text = text }],
        };
}
