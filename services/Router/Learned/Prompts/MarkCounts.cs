using System.Buffers;
using System.Runtime.InteropServices;

namespace Orchestrator.Router.Learned.Prompts;

/// <summary>Characters of a text, by kind.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct MarkCounts
{
    private static readonly SearchValues<char> _math = SearchValues.Create("+=*/^<>\\");
    private static readonly SearchValues<char> _brackets = SearchValues.Create("(){}[]");

    public int Digits { get; private set; }

    public int Capitals { get; private set; }

    public int Punctuation { get; private set; }

    public int Lines { get; private set; }

    public int Questions { get; private set; }

    public int Math { get; private set; }

    public int Brackets { get; private set; }

    public int Quotes { get; private set; }

    public int Commas { get; private set; }

    public int OtherScripts { get; private set; }

    public static MarkCounts Of(ReadOnlySpan<char> text)
    {
        var counts = new MarkCounts();
        foreach (var c in text)
        {
            counts.Add(c);
        }

        return counts;
    }

    private void Add(char c)
    {
        Digits += char.IsDigit(c) ? 1 : 0;
        Capitals += char.IsUpper(c) ? 1 : 0;
        Punctuation += char.IsPunctuation(c) ? 1 : 0;
        Lines += c == '\n' ? 1 : 0;
        Questions += c is '?' or '？' ? 1 : 0;
        Math += _math.Contains(c) ? 1 : 0;
        Brackets += _brackets.Contains(c) ? 1 : 0;
        Quotes += c is '"' or '\'' ? 1 : 0;
        Commas += c == ',' ? 1 : 0;
        OtherScripts += c > 127 ? 1 : 0;
    }
}
