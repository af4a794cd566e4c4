using System.Text.RegularExpressions;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>The answer is the letter of one option. Two letters, or none, are no answer.</summary>
internal static partial class ChoiceGrader
{
    private const int TimeoutMs = 2_000;

    public static bool IsRight(ProbeQuestion question, StatedAnswer answer)
    {
        var line = answer.LastLine;
        var last = (char)('A' + question.Grader.Options - 1);
        return Letter(line, last) is { } letter
            ? letter == question.Answer[0]
            : question.Accepted.Any(text => PlainText.Bare(text) == PlainText.Bare(line));
    }

    private static char? Letter(string line, char last)
    {
        var letters = Option()
            .Matches(line)
            .Where(match => !IsArticle(line, match))
            .Select(match => char.ToUpperInvariant(match.Groups["letter"].Value[0]))
            .Where(letter => letter <= last)
            .ToList();
        // "B) because A is wrong": the first letter is the answer when it opens the line.
        return
            letters.Count > 0 && !Hedge().IsMatch(line) && (letters.Distinct().Count() == 1 || Opening().IsMatch(line))
            ? letters[0]
            : null;
    }

    // "A good reply would be C".
    private static bool IsArticle(string line, Match match)
    {
        var end = match.Index + match.Length;
        return match.Value is "A"
            && end + 1 < line.Length
            && line[end] == ' '
            && char.IsAsciiLetterLower(line[end + 1]);
    }

    // A small letter counts only when it stands alone or in parentheses.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9'])(?<letter>[A-H])(?![A-Za-z0-9'])|^[ ""'`]*\(?(?<letter>[a-h])\)?[. ""'`]*$|\((?<letter>[a-h])\)",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex Option();

    [GeneratedRegex(
        @"^[ ""'`*\[]*((option|choice|선택지|보기)[ ]*)?\(?[A-H]([).:,\]]|번| -|$)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        TimeoutMs
    )]
    private static partial Regex Opening();

    [GeneratedRegex(
        @"^\W*(either )?\(?[A-H]\)?[ ]*(or|and|/|,|&|또는|혹은|와|과)[ ]*\(?[A-H](?![A-Za-z])",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex Hedge();
}
