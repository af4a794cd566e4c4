using System.Text.RegularExpressions;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Bank.Checks;

/// <summary>Reads syllogisms and knights from the prompt itself and tries every possible world.</summary>
internal static partial class Deductions
{
    public static void Syllogism(Question question)
    {
        var sentences = Sentences().Matches(question.Prompt).Select(Read).ToArray();
        Assert.Equal(3, sentences.Length);
        var words = sentences.SelectMany(sentence => new[] { sentence.Left, sentence.Right }).Distinct().ToArray();
        Assert.Equal(3, words.Length);
        // Only which kinds of things exist matters: 8 kinds, so 255 worlds that are not empty.
        var follows = Enumerable
            .Range(1, 255)
            .Select(world => Enumerable.Range(0, 8).Where(kind => (world >> kind & 1) == 1).ToArray())
            .Where(kinds => sentences[..2].All(sentence => Holds(sentence, words, kinds)))
            .All(kinds => Holds(sentences[2], words, kinds));
        var (yes, no) = question.Language == "ko" ? ("예", "아니요") : ("yes", "no");
        Assert.Equal(follows ? yes : no, question.Answer);
    }

    public static void Knights(Question question)
    {
        var statements = Statements().Matches(question.Prompt);
        var people = statements.Select(statement => statement.Groups["who"].Value[0]).ToArray();
        Assert.InRange(people.Length, 2, 3);
        var worlds = Enumerable
            .Range(0, 1 << people.Length)
            .Select(world => people.Where((_, at) => (world >> at & 1) == 1).ToHashSet())
            .Where(knights =>
                statements.All(said =>
                    knights.Contains(said.Groups["who"].Value[0]) == IsTrue(said.Groups["what"].Value, people, knights)
                )
            );
        var only = Assert.Single(worlds);
        var none = question.Language == "ko" ? "없음" : "none";
        Assert.Equal(only.Count == 0 ? none : string.Join(", ", only.Order()), question.Answer);
    }

    private static bool IsTrue(string said, char[] people, HashSet<char> knights)
    {
        var about = said.Where(letter => people.Contains(letter)).ToArray();
        return said switch
        {
            _ when said.Contains("all of us") || said.Contains("우리 모두") => knights.Count == 0,
            _ when said.Contains("same kind") || said.Contains("같은 부류") => knights.Contains(about[0])
                == knights.Contains(about[1]),
            _ when said.Contains("different kinds") || said.Contains("다른 부류") => knights.Contains(about[0])
                != knights.Contains(about[1]),
            _ when said.Contains("knave") || said.Contains("거짓말쟁이") => !knights.Contains(about[0]),
            _ => knights.Contains(about[0]),
        };
    }

    private static (string Kind, string Left, string Right) Read(Match sentence)
    {
        var kind = sentence.Groups["kind"].Value;
        var isNone = kind == "No" || sentence.Value.EndsWith("아니다", StringComparison.Ordinal);
        var isAll = kind is "All" or "모든";
        return (
            isNone ? "no"
            : isAll ? "all"
            : "some",
            sentence.Groups["left"].Value,
            sentence.Groups["right"].Value
        );
    }

    private static bool Holds((string Kind, string Left, string Right) sentence, string[] words, int[] kinds)
    {
        bool Is(int kind, string word) => (kind >> Array.IndexOf(words, word) & 1) == 1;
        var left = kinds.Where(kind => Is(kind, sentence.Left)).ToArray();
        return sentence.Kind switch
        {
            "all" => left.All(kind => Is(kind, sentence.Right)),
            "some" => left.Any(kind => Is(kind, sentence.Right)),
            _ => !left.Any(kind => Is(kind, sentence.Right)),
        };
    }

    [GeneratedRegex(
        @"(?<kind>All|Some|No) (?<left>\w+) are (?<right>\w+)|(?<kind>모든|어떤) (?<left>\w+?)(은|는|도) (?<right>\w+?)((이|가) 아니다|이다)",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Sentences();

    [GeneratedRegex(@"(?<who>[ABC])(의 말:| says) ""(?<what>[^""]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Statements();
}
