using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Selection;

/// <summary>How many tokens a text will be, without a tokenizer.</summary>
internal static class TokenEstimate
{
    // Tokenizers of current open models need up to these many tokens per character; rather too many than a cut prompt.
    private const double PerSyllable = 1.0;
    private const double PerOther = 0.3;
    private const double PerIdeograph = 1.0;

    // Role marks and separators of chat templates.
    private const int PerTurn = 8;
    private const int PerImage = 768;
    private const int PerTool = 150;

    /// <param name="turns">What is visible of the conversation; the rest is taken to be alike.</param>
    /// <param name="totalChars">Of the whole conversation, when that is more.</param>
    public static int Prompt(IReadOnlyList<ConversationTurn> turns, long totalChars, int images, int tools)
    {
        long chars = 0;
        double tokens = 0;
        foreach (var turn in turns)
        {
            chars += turn.Text.Length;
            tokens += OfText(turn.Text);
        }

        if (chars > 0 && totalChars > chars)
        {
            tokens *= (double)totalChars / chars;
        }
        else if (chars == 0)
        {
            tokens = totalChars * PerOther;
        }

        tokens += Other(turns.Count, images, tools);
        return (int)Math.Min(Math.Ceiling(tokens), int.MaxValue);
    }

    /// <summary>Tokens that are no text.</summary>
    public static double Other(int turns, int images, int tools) =>
        (PerTurn * (double)turns) + ((double)PerImage * images) + ((double)PerTool * tools);

    private static double OfText(string text)
    {
        double tokens = 0;
        foreach (var c in text)
        {
            tokens +=
                c < 0x80 ? PerOther
                : Hangul.IsLetter(c) ? PerSyllable
                : c >= 0x2E80 ? PerIdeograph
                : PerOther * 2;
        }

        return tokens;
    }
}
