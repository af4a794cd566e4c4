using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Measurement.Calls;

/// <summary>What is remembered of a prompt: its length by script, and hashes by which its beginning is recognised. No text.</summary>
/// <param name="Hangul">Hangul characters.</param>
/// <param name="Ascii">Characters of ASCII, white space included.</param>
/// <param name="Other">All other characters.</param>
/// <param name="Turns">Messages.</param>
internal sealed record PromptPrint(int Hangul, int Ascii, int Other, int Turns)
{
    /// <summary>Characters of one block of <see cref="Blocks"/>.</summary>
    public const int BlockChars = 128;

    public static PromptPrint Empty { get; } = new(0, 0, 0, 0);

    /// <summary>Each names a block and all before it. Text beyond the last one counts as not shared with anything.</summary>
    public ImmutableArray<ulong> Blocks { get; init; } = [];

    /// <summary>False when tokens came from elsewhere than the text: pictures, tools.</summary>
    public bool IsPlainText { get; init; } = true;

    public int Chars => Hangul + Ascii + Other;

    /// <summary>By the share of Hangul: Korean prose mixes in ASCII marks, digits and names.</summary>
    public PromptLanguage Language =>
        Hangul > 0.2 * Chars ? PromptLanguage.Korean
        : Other > 0.2 * Chars ? PromptLanguage.Other
        : PromptLanguage.English;

    /// <summary>How much of this prompt begins like the other one, from 0 to 1.</summary>
    public double SharedWith(PromptPrint other) =>
        Chars == 0
            ? 0
            : Math.Min(1, (double)Blocks.AsSpan().CommonPrefixLength(other.Blocks.AsSpan()) * BlockChars / Chars);
}

internal enum PromptLanguage
{
    English,
    Korean,
    Other,
}
