using System.Buffers;
using System.Text.RegularExpressions;

namespace Orchestrator.Router.Classification;

/// <summary>Evidence in the shape of a text: code lines, formulas, numbers.</summary>
internal static partial class StructureEvidence
{
    // The patterns are linear, so this never ends one that works. It must be far above the longest time for which a busy
    // machine leaves a thread waiting: with a second, a load of thirty on two cores failed requests.
    private const int TimeoutMs = 60_000;

    // A longer text with numbers is a report, not a word problem.
    private const int WordProblemChars = 1_000;

    private static readonly PhraseTrie<bool> _codeLineStarts = PhraseTrie<bool>.Of([
        (
            true,
            "def |class |import |from |#include*|public class|public static|private |function |const |let |var |select |"
                + "insert into|create table|async def|fn |func |package |using |<!doctype*|<html|<div*|<?php|#!/*|return |"
                + "for (|if (|while (|for i in|>>> *|$ *|print(*|console.log*|@*"
        ),
    ]);

    private static readonly SearchValues<char> _codeMarks = SearchValues.Create("(){};=");
    private static readonly SearchValues<char> _operators = SearchValues.Create("+*^×÷=");
    private static readonly SearchValues<char> _money = SearchValues.Create("$€£₩원");

    private static readonly string[] _codeOnly =
    [
        "traceback (most recent call last)",
        "exception in thread",
        "#include <",
        "public static void",
        "console.log(",
        "def __init__",
        "select * from",
        "error cs",
        "error: expected",
        "</div>",
        "!doctype html",
        "print(",
        " => {",
    ];

    private static readonly string[] _latex =
    [
        "\\frac",
        "\\sqrt",
        "\\[",
        "\\sum",
        "\\int",
        "\\le",
        "\\ge",
        "\\cdot",
        "\\times",
        "\\pi",
        "\\angle",
        "\\triangle",
        "\\in ",
        "\\binom",
    ];

    public static void Collect(string text, IReadOnlyList<Mark> marks, List<Evidence> found)
    {
        if (HasCodeLines(text) || ContainsAny(text, _codeOnly))
        {
            found.Add(new Evidence(TaskType.Code, 5, "code_lines"));
        }

        if (ContainsAny(text, _latex) || CountFormulas(text) >= 2)
        {
            found.Add(new Evidence(TaskType.Math, 4.5, "latex"));
        }

        // Most texts have no such sign, and to look for one costs a hundredth of the pattern.
        if (text.AsSpan().ContainsAny(_operators) && Equation().IsMatch(text))
        {
            found.Add(new Evidence(TaskType.Math, 3.5, "equation"));
        }

        CollectNumbers(text, marks, found);
    }

    private static void CollectNumbers(string text, IReadOnlyList<Mark> marks, List<Evidence> found)
    {
        var asksQuantity = Has(marks, Marker.HowMany);
        var isMath = Has(marks, Marker.MathNoun) || Has(marks, Marker.MathVerb);
        var asksForMoney = text.Contains('?') && text.AsSpan().ContainsAny(_money) && Money().Count(text) >= 2;
        if (!asksQuantity && !isMath && !asksForMoney)
        {
            return;
        }

        var numbers = Number().Count(text);
        var isProblem = text.Length <= WordProblemChars && numbers >= 2;
        if (asksQuantity && numbers < 2)
        {
            found.Add(new Evidence(TaskType.QuestionAnswering, 1.5, "quantity_question"));
        }
        else if (asksQuantity && isProblem)
        {
            found.Add(new Evidence(TaskType.Math, 5, "quantity_question"));
        }
        else if (isProblem && isMath)
        {
            found.Add(new Evidence(TaskType.Math, 3, "numbers"));
        }
        else if (isProblem && asksForMoney)
        {
            found.Add(new Evidence(TaskType.Math, 3, "sums_of_money"));
        }
    }

    private static bool Has(IReadOnlyList<Mark> marks, Marker marker)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            if (marks[i].Marker == marker)
            {
                return true;
            }
        }

        return false;
    }

    private static int CountFormulas(string text) => text.Contains('$') ? Formula().Count(text) : 0;

    private static bool ContainsAny(string text, string[] parts) =>
        Array.Exists(parts, part => text.Contains(part, StringComparison.Ordinal));

    private static bool HasCodeLines(string text)
    {
        var lines = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            var starts = line.Length > 0 && _codeLineStarts.Longest(line, 0) is not null;
            var looksSo = line.ContainsAny(_codeMarks);
            if (line.Length > 0 && ((starts && looksSo) || line[^1] is '{' or '}' || line.EndsWith(");")))
            {
                lines += line.EndsWith("):") ? 2 : 1;
            }
        }

        return lines >= 2;
    }

    // Each repetition is bounded and no two neighbours can match the same character: linear, whatever the text.
    [GeneratedRegex(
        @"(?<![\w./&?-])(?:\d{1,9}|[a-z]|[a-z]\([a-z0-9]\))\s?[+*^×÷=]\s?-?(?:\d{1,9}|[a-z]|\()(?![a-z]{2})",
        RegexOptions.CultureInvariant,
        TimeoutMs
    )]
    private static partial Regex Equation();

    [GeneratedRegex(
        @"(?<![\w.])\d{1,12}|\b(?:two|three|four|five|six|seven|eight|nine|ten|twice|half)\b",
        RegexOptions.CultureInvariant,
        TimeoutMs
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"[$€£₩]\s?\d|\d\s?원", RegexOptions.CultureInvariant, TimeoutMs)]
    private static partial Regex Money();

    [GeneratedRegex(@"\$[^\d\s$]", RegexOptions.CultureInvariant, TimeoutMs)]
    private static partial Regex Formula();
}
