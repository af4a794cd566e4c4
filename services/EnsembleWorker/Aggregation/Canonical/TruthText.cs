using System.Collections.Frozen;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>
/// Yes and no, true and false, in English and Korean. The two pairs are kept apart, because a program that prints "false" does not print
/// "no"; <see cref="Voting.AnswerGroups"/> lets them meet where both were given.
/// </summary>
internal static class TruthText
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string True = "true";
    public const string False = "false";

    private static readonly FrozenDictionary<string, string> _words = Pairs(
            Yes,
            "yes,y,correct,right,예,네,맞다,맞습니다,맞아요,그렇다,그렇습니다,그래요,옳다,옳습니다,맞음"
        )
        .Concat(
            Pairs(
                No,
                "no,incorrect,wrong,아니요,아니오,아뇨,아니다,아닙니다,아니에요,틀리다,틀립니다,틀렸습니다,그렇지 않다,"
                    + "그렇지 않습니다,옳지 않다,옳지 않습니다,틀림"
            )
        )
        .Concat(Pairs(True, "true,참"))
        .Concat(Pairs(False, "false,거짓"))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <param name="text">In lower case. "Yes, because …" is a yes, too.</param>
    public static string? Of(string text)
    {
        if (_words.TryGetValue(text, out var truth))
        {
            return truth;
        }

        var comma = text.AsSpan().IndexOfAny(',', '.', ';');
        return
            comma > 0
            && _words.TryGetValue(text[..comma], out var first)
            && text.Length > comma + 1
            && text[comma + 1] == ' '
            ? first
            : null;
    }

    public static bool Is(string key) => key is Yes or No or True or False;

    /// <summary>What a key says when answers to yes and no stand beside answers of true and false.</summary>
    public static string Folded(string key) =>
        key switch
        {
            True => Yes,
            False => No,
            _ => key,
        };

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string truth, string words) =>
        words.Split(',').Select(word => KeyValuePair.Create(word, truth));
}
