using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>The short answer in a model's whole answer, in one form for all ways to write it. Pure, bounded, never throws.</summary>
internal static class CanonicalAnswer
{
    private static readonly ImmutableArray<string> _articles = ["the ", "a ", "an "];

    /// <returns>Short answers that mean the same have the same key; null when the text has no short answer.</returns>
    public static string? Of(string text) => Read(text)?.Key;

    public static ShortAnswer? Read(string text)
    {
        if (StatedAnswer.Of(text) is not { } stated)
        {
            return null;
        }

        // A choice is read before its brackets go; everything else after.
        if (ChoiceText.Of(stated.Trim(' ', '*', '`', '"')) is { } choice)
        {
            return new ShortAnswer(choice, BareAnswer.Of(stated) is { Length: > 0 } shown ? shown : choice);
        }

        var bare = BareAnswer.Of(stated);
        return bare.Length == 0 ? null : Read(bare, bare.ToLowerInvariant());
    }

    private static ShortAnswer Read(string bare, string lower)
    {
        if (TruthText.Of(lower) is { } truth)
        {
            return new ShortAnswer(truth, bare);
        }

        if (ChoiceText.Of(bare) is { } choice)
        {
            return new ShortAnswer(choice, bare);
        }

        if (MomentText.Of(lower) is { } moment)
        {
            return new ShortAnswer(moment, bare);
        }

        return Quantity.Of(bare) is { } quantity
            ? new ShortAnswer(quantity.Key, bare, quantity.Bare)
            : new ShortAnswer(Words(lower), bare);
    }

    private static string Words(string lower)
    {
        var article = _articles.FirstOrDefault(each => lower.StartsWith(each, StringComparison.Ordinal)) ?? "";
        var rest = lower.Length > article.Length ? lower[article.Length..] : lower;
        return rest.Replace(", ", ",", StringComparison.Ordinal)
            .Replace("\"", "", StringComparison.Ordinal)
            .Replace("'", "", StringComparison.Ordinal)
            .Replace("*", "", StringComparison.Ordinal);
    }
}
