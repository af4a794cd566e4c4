namespace Orchestrator.Router.Classification.Ngram;

/// <summary>What is counted in a request. The numbers are part of the features: append only.</summary>
internal enum StructureKind
{
    Bias,
    Length,
    QuestionMarks,
    EndsWithQuestion,
    Lines,
    Bullets,
    Digits,
    Numbers,
    CodeMarks,
    MathMarks,
    Quotes,
    Braces,
    Pipes,
    Links,
    Fence,
    HangulShare,
    LatinShare,
    OtherShare,
    Sentences,
    Turns,
    SystemTurn,
    ShortAndAsks,
    Money,
    ColonAtLineEnd,
    LongestLine,
    Backslashes,
    Images,
    Json,
}
