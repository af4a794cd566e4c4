using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>An answer without what is put around it: labels, markup, quotes, end marks, endings. Case is kept.</summary>
internal static class BareAnswer
{
    /// <summary>Layers that are taken off; more is not an answer but a joke.</summary>
    private const int RoundsMax = 4;

    private const string Around = " \"'`*_~.,!?;:…$";

    private static readonly ImmutableArray<string> _labels = ["[simulated]", "[시뮬레이션]"];

    public static string Of(string text)
    {
        var bare = WithoutCommands(text.Trim());
        for (var round = 0; round < RoundsMax; round++)
        {
            var before = bare.Length;
            bare = WithoutLabel(bare);
            bare = WithoutBrackets(KoreanEnding.Without(Trimmed(bare)));
            if (bare.Length == before)
            {
                break;
            }
        }

        return string.Join(' ', bare.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // "-3" and ".5" keep their first sign, "$5" its currency, "5!" loses its mark: nobody answers with a factorial.
    private static string Trimmed(string text)
    {
        var isMoney = text.Length > 1 && text[0] == '$' && char.IsAsciiDigit(text[1]);
        var isFraction = text.Length > 1 && text[0] == '.' && char.IsAsciiDigit(text[1]);
        var end = text.TrimEnd(Around.ToCharArray());
        return isMoney || isFraction ? end : end.TrimStart(Around.ToCharArray());
    }

    private static string WithoutLabel(string text)
    {
        foreach (var label in _labels)
        {
            if (text.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            {
                return text[label.Length..].TrimStart();
            }
        }

        return text;
    }

    // "(서울)" but neither "f(x)" nor "(1) and (2)"; lists keep theirs.
    private static string WithoutBrackets(string text) =>
        text is ['(', .., ')'] && text.IndexOf(')', StringComparison.Ordinal) == text.Length - 1 && text.Length > 3
            ? text[1..^1]
            : text;

    // \text{km}, \(5\), \frac{1}{2}: what mathematicians' markup leaves around an answer.
    private static string WithoutCommands(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = text.Replace("\\dfrac", "\\frac", StringComparison.Ordinal)
            .Replace("\\tfrac", "\\frac", StringComparison.Ordinal);
        foreach (
            var command in (ReadOnlySpan<string>)
                ["\\text", "\\mathrm", "\\mathbf", "\\textbf", "\\,", "\\;", "\\!", "\\ "]
        )
        {
            plain = plain.Replace(command, " ", StringComparison.Ordinal);
        }

        return plain
            .Replace("\\frac{", "{", StringComparison.Ordinal)
            .Replace("}{", "/", StringComparison.Ordinal)
            .Replace("\\(", "", StringComparison.Ordinal)
            .Replace("\\)", "", StringComparison.Ordinal)
            .Replace("\\%", "%", StringComparison.Ordinal)
            .Replace("\\$", "$", StringComparison.Ordinal)
            .Replace("{", "", StringComparison.Ordinal)
            .Replace("}", "", StringComparison.Ordinal)
            .Trim();
    }
}
