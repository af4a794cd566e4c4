namespace Orchestrator.Router.Classification.Tiers;

/// <summary>What a tier gets to see of a request.</summary>
/// <param name="Shown">The newest user turn as it was written, after the one that it follows up.</param>
/// <param name="Normalized">The same for texts that read alike: what answers are remembered by.</param>
internal sealed record TierText(string Shown, string Normalized)
{
    public static TierText Of(IReadOnlyList<ConversationTurn> turns, int charLimit)
    {
        var newest = Cut(Newest(turns), charLimit);
        var reading = TaskClassifier.Read(new ClassificationRequest(turns), charLimit);
        var shown = reading.Earlier is { } earlier ? Cut($"{earlier.Text}\n{newest}", charLimit) : newest;
        return new TierText(shown, TextNormalizer.Normalize(shown));
    }

    /// <summary>Half from the start, half from the end, and never half a character.</summary>
    public static string Cut(string text, int charLimit)
    {
        if (text.Length <= charLimit)
        {
            return text;
        }

        var head = charLimit / 2;
        var tail = text.Length - (charLimit - head - 1);
        head -= char.IsHighSurrogate(text[head - 1]) ? 1 : 0;
        tail += char.IsLowSurrogate(text[tail]) ? 1 : 0;
        return $"{text[..head]}\n{text[tail..]}";
    }

    private static string Newest(IReadOnlyList<ConversationTurn> turns)
    {
        for (var i = turns.Count - 1; i >= 0; i--)
        {
            if (turns[i].Role == "user")
            {
                return turns[i].Text;
            }
        }

        return "";
    }
}
