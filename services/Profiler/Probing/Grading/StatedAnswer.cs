using System.Text.RegularExpressions;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>What a reply says its answer is.</summary>
/// <param name="Text">The announced answer, else the whole reply.</param>
/// <param name="IsAnnounced">True when the reply said "Answer:" or the like.</param>
internal sealed partial record StatedAnswer(string Text, bool IsAnnounced)
{
    /// <summary>A reply to a short question is not longer; of a longer one only the end counts.</summary>
    private const int ReplyCharsMax = 16 * 1024;
    private const int TimeoutMs = 2_000;

    private static readonly string[] _thoughtTags = ["think", "thinking", "thought", "reasoning"];

    /// <summary>A reply that is still thinking when it ends has no answer.</summary>
    public static StatedAnswer Of(string reply)
    {
        var text = PlainText.Of(WithoutThoughts(reply[^Math.Min(reply.Length, ReplyCharsMax)..])).Trim();
        if (Boxed().Matches(text).LastOrDefault() is { } boxed)
        {
            return new StatedAnswer(boxed.Groups["answer"].Value, IsAnnounced: true);
        }

        if (Announcement().Matches(text).LastOrDefault() is not { } match)
        {
            return new StatedAnswer(Clean(text), IsAnnounced: false);
        }

        var rest = text[(match.Index + match.Length)..];
        var line = rest.Split('\n')[0];
        // "Answer:" alone on its line announces what follows.
        return new StatedAnswer(Clean(Clean(line).Length > 0 ? line : rest), IsAnnounced: true);
    }

    /// <summary>The last line with something on it.</summary>
    public string LastLine =>
        Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("");

    /// <summary>The reply without what a model thought aloud, and without the marks of a chat template.</summary>
    public static string WithoutThoughts(string reply) =>
        Mark().Replace(_thoughtTags.Aggregate(reply, (text, tag) => WithoutThoughts(text, tag)), "");

    // Plain searches: nested or unclosed tags by the thousand must not cost more than one pass. The opening tag may be
    // missing, because templates swallow it, and then what is before the closing one was thought too.
    private static string WithoutThoughts(string text, string tag)
    {
        var open = text.IndexOf($"<{tag}>", StringComparison.OrdinalIgnoreCase);
        var close = text.LastIndexOf($"</{tag}>", StringComparison.OrdinalIgnoreCase);
        if (close >= 0)
        {
            var after = text[(close + tag.Length + 3)..];
            var isLast = string.IsNullOrWhiteSpace(after) && open > 0;
            return isLast ? text[..open] : WithoutThoughts(after, tag);
        }

        return open >= 0 ? text[..open] : text;
    }

    private static string Clean(string text) => Fence().Replace(text, "").Replace("**", "").Trim(' ', '\n', '\r', '\t');

    [GeneratedRegex(@"<\|[a-z_]{1,30}\|>|<(/?answer|end_of_turn|eos)>", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^[ \t]*```[a-z]*[ \t]*$", RegexOptions.Multiline | RegexOptions.IgnoreCase, TimeoutMs)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\\boxed\{(?<answer>[^{}]{1,200})\}", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Boxed();

    [GeneratedRegex(
        @"(?:^[ \t>*#_\-""]*(?:final answer|answer|my answer|result|최종[ ]?답변|최종[ ]?답|정답|답변|답|결과)[ \t*_]*[:=][ \t*_]*)|(?:\bthe (?:final |correct )?answer is:?[ \t*_]*)|(?:(?:정답|답)은[ \t]+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase,
        TimeoutMs
    )]
    private static partial Regex Announcement();
}
