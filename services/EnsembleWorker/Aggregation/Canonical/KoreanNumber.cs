namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>
/// Korean numbers: 백이십삼, 삼만 오천, 3만 5천, 30만, 1억 2,000만, 열두, 스물세. A single syllable such as "이" or "사" is a word first:
/// it is only read as a number where a digit stands beside it.
/// </summary>
internal static class KoreanNumber
{
    private const string Digits = "영일이삼사오육칠팔구";
    private const string Powers = "십백천";
    private const string Myriads = "만억조경";

    /// <summary>Characters of a number; a longer one is a text.</summary>
    private const int LengthMax = 40;

    private static readonly string[] _tens = ["열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];

    private static readonly string[] _ones =
    [
        "하나",
        "한",
        "둘",
        "두",
        "셋",
        "세",
        "넷",
        "네",
        "다섯",
        "여섯",
        "일곱",
        "여덟",
        "아홉",
    ];

    private static readonly int[] _onesValues = [1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9];

    /// <returns>Null when the text does not begin with a Korean number.</returns>
    public static WrittenNumber? At(string text) => Native(text) ?? Chinese(text);

    private static WrittenNumber? Chinese(string text)
    {
        var (total, group, current) = (Rational.Of(0), Rational.Of(0), (Rational?)null);
        var (at, end, signs) = (0, 0, 0);
        while (at < Math.Min(text.Length, LengthMax))
        {
            var letter = text[at];
            if (char.IsAsciiDigit(letter) && current is null && WrittenNumber.Plain(text[at..]) is { } digits)
            {
                current = digits.Value;
                at += digits.Length;
            }
            else if (Digits.IndexOf(letter, StringComparison.Ordinal) is var digit and >= 0 && current is null)
            {
                current = Rational.Of(digit);
                at++;
            }
            else if (Powers.IndexOf(letter, StringComparison.Ordinal) is var power and >= 0)
            {
                group += (current ?? Rational.Of(1)) * Rational.Of((long)Math.Pow(10, power + 1));
                (current, at, signs) = (null, at + 1, signs + 1);
            }
            else if (Myriads.IndexOf(letter, StringComparison.Ordinal) is var myriad and >= 0)
            {
                var whole = group + (current ?? Rational.Of(0));
                total +=
                    (whole.Numerator.IsZero ? Rational.Of(1) : whole)
                    * Rational.Of((long)Math.Pow(10, 4 * (myriad + 1)));
                (group, current, at, signs) = (Rational.Of(0), null, at + 1, signs + 1);
            }
            else if (letter == ' ' && end == at && signs > 0)
            {
                at++;
                continue;
            }
            else
            {
                break;
            }

            end = at;
        }

        return signs > 0 && end > 1 ? new WrittenNumber(total + group + (current ?? Rational.Of(0)), end) : null;
    }

    private static WrittenNumber? Native(string text)
    {
        var (value, at) = (0, 0);
        for (var ten = 0; ten < _tens.Length; ten++)
        {
            if (text.StartsWith(_tens[ten], StringComparison.Ordinal))
            {
                (value, at) = (10 * (ten + 1), _tens[ten].Length);
            }
        }

        if (text.StartsWith("스무", StringComparison.Ordinal))
        {
            (value, at) = (20, 2);
        }

        for (var one = 0; one < _ones.Length; one++)
        {
            if (text.AsSpan(at).StartsWith(_ones[one], StringComparison.Ordinal))
            {
                (value, at) = (value + _onesValues[one], at + _ones[one].Length);
                break;
            }
        }

        // "세종" and "한강" begin like numbers; only the whole word, or a counter behind it, makes one.
        return value > 0 && (at == text.Length || UnitTable.IsCounter(text[at..].TrimStart())) && IsNumber(text, at)
            ? new WrittenNumber(Rational.Of(value), at)
            : null;
    }

    // "네" alone is yes, "한" and "두" alone are nothing.
    private static bool IsNumber(string text, int at) =>
        at < text.Length || at > 1 || text is "둘" or "셋" or "넷" or "열" or "쉰";
}
