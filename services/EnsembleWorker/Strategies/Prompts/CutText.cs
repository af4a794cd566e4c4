namespace Orchestrator.EnsembleWorker.Strategies.Prompts;

/// <summary>Texts that are shortened before others see them. No pair of surrogates is torn in two: half a pair is no text. Pure.</summary>
internal static class CutText
{
    private const int IdCharactersMax = 64;
    private const string Gap = "\n[…]\n";

    public static bool IsTooLong(string text, int most) => text.Length > most;

    /// <summary>Beginning and end of a text that is too long: a conclusion stands at the end.</summary>
    public static string Middle(string text, int most)
    {
        if (!IsTooLong(text, most))
        {
            return text;
        }

        var head = Start(text, most * 2 / 3);
        var tail = text.Length - (most - (most * 2 / 3));
        tail += char.IsLowSurrogate(text[tail]) ? 1 : 0;
        return string.Concat(head, Gap, text.AsSpan(tail));
    }

    /// <summary>The beginning alone.</summary>
    public static ReadOnlySpan<char> Start(string text, int most)
    {
        var length = Math.Min(text.Length, most);
        return text.AsSpan(0, length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);
    }

    /// <summary>
    /// What a model calls a part of its plan, short and printable: such names are told again, to models and in logs. Cut alike they still
    /// name each other.
    /// </summary>
    public static string Id(string text) =>
        string.Concat(Start(text, IdCharactersMax).ToString().Select(letter => char.IsControl(letter) ? '?' : letter));
}
