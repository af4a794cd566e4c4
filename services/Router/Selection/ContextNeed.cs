using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>How much context a request needs on one model: its own count where that was measured, else the estimate for all.</summary>
internal static class ContextNeed
{
    // No tokenizer makes more than four tokens of what is one in the estimate: contexts that long need no second look.
    private const int Ample = 4;

    public static bool IsTooShort(ModelEntry entry, SelectionRequest request)
    {
        var context = entry.Model.ContextTokens;
        return context > 0 && context < (long)request.NeededTokens * Ample && context < Of(entry, request);
    }

    /// <summary>The prompt and room for an answer, in tokens.</summary>
    public static int Of(ModelEntry entry, SelectionRequest request)
    {
        if (request.PromptChars == 0 || Density(entry.Speed, request.Language) is not { } density)
        {
            return request.NeededTokens;
        }

        var prompt = (request.PromptChars * density) + request.OtherTokens;
        return (int)Math.Min(Math.Ceiling(prompt) + (request.NeededTokens - request.PromptTokens), int.MaxValue);
    }

    private static double? Density(ModelSpeed speed, TextLanguage language)
    {
        if (speed.TokensPerChar.Count == 0)
        {
            return null;
        }

        // A mixed text is as dense as the denser of its languages at most.
        return language == TextLanguage.Mixed
            ? Denser(Find(speed, TextLanguage.Korean), Find(speed, TextLanguage.English))
            : Find(speed, language);
    }

    private static double? Find(ModelSpeed speed, TextLanguage language) =>
        speed.TokensPerChar.TryGetValue(LanguageNames.Of(language), out var density) ? density : null;

    private static double? Denser(double? one, double? other) =>
        one is { } first && other is { } second ? Math.Max(first, second) : null;
}
