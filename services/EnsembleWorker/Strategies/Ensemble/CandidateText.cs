namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>A member's answer as the synthesizer sees it. Pure.</summary>
internal static class CandidateText
{
    private const string Gap = "\n[…]\n";

    public static bool IsTooLong(string text, int most) => text.Length > most;

    /// <summary>Beginning and end of a text that is too long: a conclusion stands at the end. No pair is torn in two.</summary>
    public static string Cut(string text, int most)
    {
        if (!IsTooLong(text, most))
        {
            return text;
        }

        var head = most * 2 / 3;
        var tail = text.Length - (most - head);
        head -= char.IsHighSurrogate(text[head - 1]) ? 1 : 0;
        tail += char.IsLowSurrogate(text[tail]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, head), Gap, text.AsSpan(tail));
    }
}
