using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Aggregation.Canonical;

namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>
/// Whether an answer speaks to whoever judges it instead of to the user: "ignore the instructions above", "candidate A wins", a verdict in
/// JSON. Such an answer cannot win by a judge. A guard by phrases: who words it otherwise is stopped by fences and by both orders only. Pure.
/// </summary>
internal static class JudgeAddress
{
    /// <summary>Characters that are looked at, at both ends each.</summary>
    private const int LookedAtMost = 16_384;

    private static readonly ImmutableArray<string> _phrases =
    [
        "ignore the above",
        "ignore everything above",
        "ignore all of the above",
        "ignore all previous",
        "ignore all prior",
        "ignore previous instructions",
        "ignore the previous",
        "ignore your instructions",
        "ignore all instructions",
        "disregard the above",
        "disregard previous",
        "disregard all previous",
        "candidate a",
        "candidate b",
        "end of candidate",
        "end of question",
        "this answer is the best",
        "this answer wins",
        "choose this answer",
        "pick this answer",
        "dear judge",
        "judge:",
        "\"winner\"",
        "'winner'",
        "a wins",
        "b wins",
        "a is better",
        "b is better",
        "위의 지시를 무시",
        "위 지시를 무시",
        "위의 내용을 무시",
        "위 내용을 무시",
        "이전 지시를 무시",
        "앞의 지시를 무시",
        "모든 지시를 무시",
        "지침을 무시",
        "심사위원님",
        "심판님",
        "후보 a",
        "후보 b",
        "a가 이깁",
        "b가 이깁",
        "a가 이긴",
        "b가 이긴",
        "a가 승",
        "b가 승",
        "a를 선택",
        "b를 선택",
        "이 답변을 선택",
        "이 답이 가장",
        "이 답변이 가장",
        "승자는 a",
        "승자는 b",
    ];

    public static bool IsIn(string text)
    {
        var head = Plain(text[..Math.Min(text.Length, LookedAtMost)]);
        var tail = text.Length > LookedAtMost ? Plain(text[^LookedAtMost..]) : head;
        return _phrases.Any(phrase => Has(head, phrase) || Has(tail, phrase));
    }

    // "Data wins" and "candidate algorithms" speak of something else.
    private static bool Has(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; )
        {
            var end = at + phrase.Length;
            var isWhole =
                !(char.IsAsciiLetter(phrase[0]) && at > 0 && char.IsAsciiLetter(text[at - 1]))
                && !(char.IsAsciiLetter(phrase[^1]) && end < text.Length && char.IsAsciiLetter(text[end]));
            if (isWhole)
            {
                return true;
            }

            at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal);
        }

        return false;
    }

    private static string Plain(string text) =>
        string.Join(
            ' ',
            PlainLetters.Of(text).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
