namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>How alike two open answers are, 0 to 1. Pure.</summary>
/// <remarks>
/// The cosine of groups of characters, lowered where one text denies and the other does not, or where they name other numbers: the
/// plainest cases in which texts that look alike say the opposite. It is a guard and no understanding: "safe" and "unsafe", a swapped
/// subject and object, or an irony look alike all the same. Where an embedding model is at hand, its cosine is better.
/// </remarks>
internal sealed class TextSimilarity
{
    private const double OtherNegation = 0.6;
    private const double OtherNumbers = 0.7;

    private readonly TextGrams _grams;
    private readonly TextClaims _claims;

    private TextSimilarity(TextGrams grams, TextClaims claims) => (_grams, _claims) = (grams, claims);

    public static TextSimilarity Of(string text) => new(TextGrams.Of(text), TextClaims.Of(text));

    public double To(TextSimilarity other) =>
        _grams.Similarity(other._grams)
        * (_claims.Denies == other._claims.Denies ? 1 : OtherNegation)
        * (_claims.NumbersAgree(other._claims) ? 1 : OtherNumbers);
}
