using System.Runtime.InteropServices;

namespace Orchestrator.Router.Learned.Prompts;

/// <summary>Runs of letters and digits in a text.</summary>
/// <param name="Long">Of eight characters and more.</param>
/// <param name="Distinct">Told apart by a hash, in lower case, digits alike.</param>
/// <param name="Numbers">That begin with a digit.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WordCounts(int Count, int Letters, int Long, int Distinct, int Numbers)
{
    private const int LongLetters = 8;
    private const uint FnvOffset = 2_166_136_261;
    private const uint FnvPrime = 16_777_619;

    public static WordCounts Of(ReadOnlySpan<char> text)
    {
        var seen = new HashSet<uint>();
        int count = 0,
            letters = 0,
            longs = 0,
            numbers = 0;
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsLetterOrDigit(text[start]))
            {
                continue;
            }

            var end = start;
            var hash = FnvOffset;
            for (; end < text.Length && char.IsLetterOrDigit(text[end]); end++)
            {
                hash = (hash ^ Folded(text[end])) * FnvPrime;
            }

            seen.Add(hash);
            count++;
            letters += end - start;
            longs += end - start >= LongLetters ? 1 : 0;
            numbers += char.IsDigit(text[start]) ? 1 : 0;
            start = end;
        }

        return new WordCounts(count, letters, longs, seen.Count, numbers);
    }

    private static uint Folded(char c) => char.IsDigit(c) ? '0' : char.ToLowerInvariant(c);
}
