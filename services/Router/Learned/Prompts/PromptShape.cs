namespace Orchestrator.Router.Learned.Prompts;

/// <summary>
/// What a prompt looks like, as numbers that mean the same in every domain: lengths, marks, words, lines. Topics are left
/// out on purpose: a model of topics does worse than none on a domain that it has not seen.
/// </summary>
internal static class PromptShape
{
    /// <summary>Characters that are read; longer prompts count with their whole length all the same.</summary>
    public const int CharsMax = 16 * 1024;

    /// <summary>Where the length stands: what a router by length alone looks at.</summary>
    public const int Length = 0;

    public static readonly IReadOnlyList<string> Names =
    [
        "length",
        "words",
        "digit_share",
        "digits",
        "capital_share",
        "punctuation_share",
        "lines",
        "questions",
        "math_marks",
        "math_share",
        "brackets",
        "quotes",
        "commas_per_word",
        "other_scripts",
        "word_length",
        "long_words",
        "distinct_words",
        "number_words",
        "options",
        "option_length",
        "option_numbers",
        "first_line",
        .. PhraseFeatures.Names,
    ];

    public static float[] Of(string prompt)
    {
        var text = prompt.AsSpan(0, Math.Min(prompt.Length, CharsMax));
        var marks = MarkCounts.Of(text);
        var words = WordCounts.Of(text);
        var lines = LineCounts.Of(text);
        double chars = Math.Max(1, text.Length);
        double count = Math.Max(1, words.Count);
        var shape = new float[Names.Count];
        double[] numbers =
        [
            Math.Log(1 + prompt.Length),
            Math.Log(1 + words.Count),
            marks.Digits / chars,
            Math.Log(1 + marks.Digits),
            marks.Capitals / chars,
            marks.Punctuation / chars,
            Math.Log(1 + marks.Lines),
            Math.Min(marks.Questions, 3),
            Math.Log(1 + marks.Math),
            marks.Math / chars,
            Math.Log(1 + marks.Brackets),
            Math.Log(1 + marks.Quotes),
            marks.Commas / count,
            marks.OtherScripts / chars,
            words.Letters / count,
            words.Long / count,
            words.Distinct / count,
            words.Numbers / count,
            lines.Options,
            Math.Log(1 + lines.OptionLength),
            lines.OptionNumbers,
            Math.Log(1 + lines.First),
        ];
        for (var i = 0; i < numbers.Length; i++)
        {
            shape[i] = (float)numbers[i];
        }

        PhraseFeatures.Collect(text, shape.AsSpan(numbers.Length));
        return shape;
    }
}
