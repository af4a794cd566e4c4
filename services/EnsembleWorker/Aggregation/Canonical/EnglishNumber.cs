using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>English numbers in words: seven, twenty-one, three hundred and five, two million.</summary>
internal static class EnglishNumber
{
    /// <summary>Words of a number; a longer one is a text.</summary>
    private const int WordsMax = 12;

    private const int TeensMax = 20;

    private static readonly ImmutableArray<string> _small =
    [
        .. (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
            + "nineteen"
        ).Split(' '),
    ];

    private static readonly ImmutableArray<string> _tens =
    [
        .. "twenty thirty forty fifty sixty seventy eighty ninety".Split(' '),
    ];

    private static readonly ImmutableArray<string> _powers = ["thousand", "million", "billion"];

    /// <returns>Null when the text does not begin with such a number.</returns>
    public static WrittenNumber? At(string text)
    {
        var (total, group, end, at) = (0L, 0L, 0, 0);
        for (var words = 0; words < WordsMax && at < text.Length; words++)
        {
            var length = text.AsSpan(at).IndexOfAny(' ', '-');
            length = length < 0 ? text.Length - at : length;
            var word = text.Substring(at, length).ToLowerInvariant();
            if (word != "and" || end == 0)
            {
                if (!TryAdd(word, ref total, ref group))
                {
                    break;
                }

                end = at + length;
            }

            at += length + 1;
        }

        return end > 0 ? new WrittenNumber(Rational.Of(total + group), end) : null;
    }

    // "seven eight" is not fifteen: what follows has to be of a lower order.
    private static bool TryAdd(string word, ref long total, ref long group)
    {
        var (small, ten, power) = (_small.IndexOf(word), _tens.IndexOf(word), _powers.IndexOf(word));
        if (small >= 0 && group % 10 == 0 && (small < 10 || group % 100 == 0) && (group % 100 is 0 or >= TeensMax))
        {
            group += small;
        }
        else if (ten >= 0 && group % 100 == 0)
        {
            group += 10 * (ten + 2);
        }
        else if (word == "hundred" && group is > 0 and < 100)
        {
            group *= 100;
        }
        else if (power >= 0 && group > 0 && total % (long)Math.Pow(10, 3 * (power + 2)) == 0)
        {
            total += group * (long)Math.Pow(10, 3 * (power + 1));
            group = 0;
        }
        else
        {
            return false;
        }

        return true;
    }
}
