using System.Runtime.InteropServices;

namespace Orchestrator.Router.Classification.Ngram;

/// <summary>The marks, scripts and lines of a text, counted in one pass.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct StructureCounts
{
    public int Korean;
    public int Latin;
    public int Other;
    public int Digits;
    public int Numbers;
    public int Questions;
    public int Sentences;
    public int Lines;
    public int Bullets;
    public int CodeMarks;
    public int MathMarks;
    public int Quotes;
    public int Braces;
    public int Pipes;
    public int Backslashes;
    public int Money;
    public int ColonsAtLineEnd;
    public int LongestLine;
    private int _lineStart;

    public static StructureCounts Of(ReadOnlySpan<char> text)
    {
        var counts = new StructureCounts();
        for (var i = 0; i < text.Length; i++)
        {
            counts.Count(text, i);
        }

        counts.EndLine(text, text.Length);
        return counts;
    }

    private void Count(ReadOnlySpan<char> text, int i)
    {
        var c = text[i];
        if (c == ' ')
        {
            return;
        }

        if (char.IsAsciiLetter(c))
        {
            Latin++;
        }
        else if (Hangul.IsLetter(c))
        {
            Korean++;
        }
        else if (char.IsDigit(c))
        {
            Digits++;
            Numbers += i == 0 || !char.IsDigit(text[i - 1]) ? 1 : 0;
        }
        else if (char.IsLetter(c))
        {
            _ = c < 0x250 ? Latin++ : Other++;
        }
        else
        {
            CountMark(text, c, i);
        }
    }

    private void CountMark(ReadOnlySpan<char> text, char c, int i)
    {
        switch (c)
        {
            case '\n':
                EndLine(text, i);
                break;
            case '?' or '？':
                Questions++;
                Sentences++;
                break;
            case '.' or '!' or '。':
                Sentences++;
                break;
            case '(' or ')' or ';' or '_' or '[' or ']':
                CodeMarks++;
                break;
            case '{' or '}':
                Braces++;
                break;
            case '=' or '+' or '*' or '^' or '<' or '>' or '/' or '×' or '÷' or '≤' or '≥' or '√' or '∑' or '−':
                MathMarks++;
                break;
            case '"' or '“' or '「' or '\'':
                Quotes++;
                break;
            case '|':
                Pipes++;
                break;
            case '\\':
                Backslashes++;
                break;
            case '$' or '€' or '₩' or '£' or '%':
                Money++;
                break;
        }
    }

    private void EndLine(ReadOnlySpan<char> text, int end)
    {
        var line = text[_lineStart..end].Trim(' ');
        _lineStart = end + 1;
        if (line.Length == 0)
        {
            return;
        }

        Lines++;
        LongestLine = Math.Max(LongestLine, line.Length);
        Bullets +=
            line[0] is '-' or '*' or '•' || (line.Length > 1 && char.IsDigit(line[0]) && line[1] is '.' or ')') ? 1 : 0;
        ColonsAtLineEnd += line[^1] == ':' ? 1 : 0;
    }
}
