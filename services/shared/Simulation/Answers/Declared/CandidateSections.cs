using System.Collections.Immutable;
using System.Text;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>
/// The sections of a prompt that labels introduce. A section begins at a line that is a label, alone or after one word,
/// in brackets or markup, closed by a colon, a bracket or the line's end: <c>A:</c>, <c>[A]</c>, <c>## Answer A</c>,
/// <c>&lt;candidate id="A"&gt;</c>, <c>후보 A)</c>. It ends at the next label or with the prompt. Text may follow the label.
/// </summary>
internal static class CandidateSections
{
    private const int LabelLengthMax = 24;
    private const int LabelsMax = 32;

    /// <summary>Headings that begin a section; later ones are text.</summary>
    private const int SectionsMax = 64;

    /// <summary>Characters at the end of the prompt that are looked at.</summary>
    private const int TextMax = 1 << 18;
    private const string Opening = " \t#*_[(<{\"'`=-|";
    private const string Closing = ":)]>}.*\"'`=/|";

    /// <summary>Candidates in the order of the prompt, with their labels. Sections without a known answer are wrong.</summary>
    public static ImmutableArray<(string Label, Candidate Candidate)> Of(
        Question question,
        string text,
        IEnumerable<string> labels
    )
    {
        var known = labels.Where(label => label.Length is > 0 and <= LabelLengthMax).Take(LabelsMax).ToArray();
        var sections = new List<(string Label, StringBuilder Text)>();
        foreach (var line in text[^Math.Min(text.Length, TextMax)..].Split('\n'))
        {
            if (sections.Count < SectionsMax && Heading(line, known) is var (label, rest))
            {
                sections.Add((label, new StringBuilder(rest)));
            }
            else if (sections.Count > 0)
            {
                sections[^1].Text.Append('\n').Append(line);
            }
        }

        return
        [
            .. sections
                .GroupBy(section => section.Label, StringComparer.Ordinal)
                .Select(group => (group.Key, Graded(question, group.Select(section => section.Text.ToString())))),
        ];
    }

    // Instructions may use the labels too ("A: the first is better"): the last section with an answer in it counts.
    private static Candidate Graded(Question question, IEnumerable<string> sections)
    {
        var all = sections.Select(text => (Text: text.Trim(), IsRight: AnswerForms.IsRight(question, text))).ToList();
        var (chosen, isRight) = all.LastOrDefault(section => section.IsRight is not null, all[0]);
        return new Candidate(chosen, isRight == true);
    }

    private static (string Label, string Text)? Heading(string line, string[] labels)
    {
        var bare = line.AsSpan().TrimStart(Opening);
        var space = bare.IndexOf(' ');
        var second = space < 0 ? default : bare[space..].TrimStart(Opening);
        return Starts(bare, labels)
            ?? (space > 0 && IsWord(bare[..space]) ? Starts(WithoutAttribute(second), labels) : null);
    }

    private static (string Label, string Text)? Starts(ReadOnlySpan<char> text, string[] labels)
    {
        foreach (var label in labels)
        {
            if (
                text.StartsWith(label, StringComparison.OrdinalIgnoreCase)
                && (
                    text.Length == label.Length
                    || Closing.Contains(text[label.Length], StringComparison.Ordinal)
                    || text[label.Length] is '\r'
                )
                && !IsNumber(text[label.Length..])
            )
            {
                return (label, text[label.Length..].TrimStart(Closing).ToString());
            }
        }

        return null;
    }

    // "1.5 kg" is no section of the label 1.
    private static bool IsNumber(ReadOnlySpan<char> rest) =>
        rest.Length > 1 && rest[0] == '.' && char.IsAsciiDigit(rest[1]);

    // <candidate id="A">: what stands between the equals sign and the quote is the label.
    private static ReadOnlySpan<char> WithoutAttribute(ReadOnlySpan<char> text) =>
        text.IndexOf('=') is var at and > 0 and < LabelLengthMax ? text[(at + 1)..].TrimStart(Opening) : text;

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsLetter(letter))
            {
                return false;
            }
        }

        return true;
    }
}
