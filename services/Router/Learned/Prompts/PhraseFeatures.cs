namespace Orchestrator.Router.Learned.Prompts;

/// <summary>Phrases that change what is asked for in whatever domain: negations, counts, code, formulas, conditions.</summary>
internal static class PhraseFeatures
{
    // The value of a feature is how many of its phrases are in the text.
    private static readonly (string Name, string[] Phrases)[] _features =
    [
        ("code", ["def ", "python", "function", "return"]),
        ("formula", ["\\", "$"]),
        ("negation", [" not ", "except"]),
        ("which_of", ["which of the following"]),
        ("how_many", ["how many", "how much"]),
        ("step", ["step"]),
        ("following", ["following"]),
        ("why", ["why"]),
        ("true", ["true"]),
        ("superlative", ["most ", "best "]),
        ("condition", [" if "]),
        ("blank", ["___"]),
    ];

    public static readonly IReadOnlyList<string> Names = [.. _features.Select(feature => feature.Name)];

    public static void Collect(ReadOnlySpan<char> text, Span<float> values)
    {
        for (var i = 0; i < _features.Length; i++)
        {
            foreach (var phrase in _features[i].Phrases)
            {
                values[i] += text.Contains(phrase, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }
        }
    }
}
