using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>
/// How many tokens of context a call needs, guessed from its characters and rather too high: a replica cuts a prompt
/// that does not fit without a word. Pure. No tokenizer is asked, because each model has its own.
/// </summary>
internal static class ContextEstimate
{
    // Per token, as the tokenizers of common models do at their worst in ordinary text: Hangul and other scripts have
    // up to one token per character, numbers one per digit, code one per two signs, English words more than three letters.
    private const int LettersPerToken = 3;
    private const int SignsPerToken = 2;

    /// <summary>The template's marks around each turn.</summary>
    private const int TurnTokens = 8;

    /// <summary>An image, in the middle of what vision models make of one.</summary>
    private const int ImageTokens = 1024;

    /// <param name="call">What is asked.</param>
    /// <param name="answerTokens">Room for the answer; a smaller limit of the call's own counts instead.</param>
    /// <param name="tokensPerChar">As learned of this model and language, rather too high; null while unknown.</param>
    public static int Of(ChatCall call, int answerTokens, double? tokensPerChar = null)
    {
        var text = new Count();
        foreach (var tool in call.Tools)
        {
            text.Add(tool.GetRawText());
        }

        foreach (var turn in call.Turns)
        {
            Add(turn, text);
        }

        long images = call.Turns.Sum(turn => turn.Images.Count);
        var answer = call.Options.NumPredict is { } most and >= 0 ? Math.Min(most, answerTokens) : answerTokens;
        // What was learned is of prose: tools are JSON, for which the rule of thumb stands.
        var inText = tokensPerChar is { } density && call.Tools.Count == 0 ? text.At(density) : text.Tokens;
        var tokens = inText + (images * ImageTokens) + ((long)call.Turns.Count * TurnTokens) + answer;
        return (int)Math.Min(tokens, int.MaxValue);
    }

    private static void Add(ChatTurn turn, Count text)
    {
        text.Add(turn.Text);
        text.Add(turn.Thinking);
        foreach (var call in turn.ToolCalls)
        {
            text.Add(call.Name);
            text.Add(call.Arguments.GetRawText());
        }
    }

    private sealed class Count
    {
        private long _letters;
        private long _signs;
        private long _others;

        public long Tokens => (_letters / LettersPerToken) + (_signs / SignsPerToken) + _others;

        public long At(double tokensPerChar) => (long)Math.Ceiling((_letters + _signs + _others) * tokensPerChar);

        public void Add(ReadOnlySpan<char> text)
        {
            foreach (var character in text)
            {
                if (char.IsAsciiLetter(character) || character is ' ' or '\n' or '\r' or '\t')
                {
                    _letters++;
                }
                else if (char.IsAscii(character) && !char.IsAsciiDigit(character))
                {
                    _signs++;
                }
                else
                {
                    _others++;
                }
            }
        }
    }
}
