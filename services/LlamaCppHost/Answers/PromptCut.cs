namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>Makes a prompt fit. Pure.</summary>
internal static class PromptCut
{
    /// <param name="prompt">All its tokens.</param>
    /// <param name="contextTokens">Tokens that the context holds.</param>
    /// <param name="answerTokens">Tokens that the answer may have; negative for as many as fit.</param>
    /// <param name="kept">Tokens at the beginning that stay.</param>
    /// <returns>The prompt itself when it fits; otherwise its beginning and its end, with room for an answer.</returns>
    public static int[] Fit(int[] prompt, int contextTokens, int answerTokens, int kept)
    {
        if (prompt.Length < contextTokens)
        {
            return prompt;
        }

        // A quarter where nobody says how long the answer will be, and never more than half.
        var room = Math.Clamp(answerTokens < 0 ? contextTokens / 4 : answerTokens, 1, Math.Max(contextTokens / 2, 1));
        var length = contextTokens - room;
        var start = Math.Min(kept, length / 2);
        return [.. prompt[..start], .. prompt[^(length - start)..]];
    }
}
