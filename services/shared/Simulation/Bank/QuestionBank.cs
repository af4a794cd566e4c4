using System.Collections.Immutable;

namespace Orchestrator.Simulation.Bank;

/// <summary>The questions with known answers, and which of them a text contains.</summary>
/// <remarks>
/// Tests work out again every answer about arithmetic, units, dates and logic from the question's parameters, and run
/// the Python and JavaScript programs. The outputs of the C# programs come from one run with the .NET 10 SDK; facts and
/// translations are written by hand, and a translation that is good but not listed counts as unknown.
/// </remarks>
public sealed class QuestionBank
{
    private static readonly Lazy<QuestionBank> _standard = new(() => new QuestionBank([.. QuestionFiles.Read()]));
    private static readonly Lazy<QuestionBank> _withProbes = new(() =>
        new QuestionBank([.. Standard.Questions, .. QuestionFiles.ReadProbes()])
    );
    private readonly QuestionIndex _index;

    public QuestionBank(ImmutableArray<Question> questions)
    {
        Questions = questions;
        _index = new QuestionIndex(questions);
    }

    /// <summary>The checked-in questions; read at the first use.</summary>
    public static QuestionBank Standard => _standard.Value;

    /// <summary>These and the profiler's probe questions, which the product knows: nothing is graded on them but probes.</summary>
    public static QuestionBank WithProbes => _withProbes.Value;

    public ImmutableArray<Question> Questions { get; }

    /// <summary>Different questions in <paramref name="text"/>, in the order of their first occurrence.</summary>
    public ImmutableArray<Question> Find(string text) =>
        [.. FindIn(FoldedText.Of(text)).Select(match => match.Question).Distinct()];

    internal List<QuestionMatch> FindIn(FoldedText text) => _index.Find(text);
}

/// <param name="Start">Index of its first character in the text's source.</param>
/// <param name="End">Index after its last character there.</param>
internal readonly record struct QuestionMatch(Question Question, int Start, int End);
