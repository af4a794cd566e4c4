using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Tests.Classification;

public sealed class LexiconTests
{
    public static TheoryData<bool> Lexicons => [true, false];

    [Theory]
    [MemberData(nameof(Lexicons))]
    public void Every_phrase_is_written_as_texts_are_after_normalisation(bool korean) =>
        Assert.All(Phrases(korean), phrase => Assert.Equal(TextNormalizer.Normalize(phrase), phrase));

    [Fact]
    public void No_phrase_stands_for_two_things()
    {
        // The one that is read last would win, and the other be dead.
        var doubled = Phrases(true).Concat(Phrases(false)).GroupBy(phrase => phrase).Where(group => group.Count() > 1);

        Assert.Empty(doubled.Select(group => group.Key));
    }

    private static (Marker Marker, string Phrases)[] English =>
        [.. EnglishLexicon.Entries, .. EnglishTechnicalLexicon.Entries];

    private static IEnumerable<string> Phrases(bool korean) =>
        (korean ? [.. KoreanLexicon.Entries, .. KoreanTechnicalLexicon.Entries] : English)
            .SelectMany(entry => entry.Phrases.Split('|'))
            .Select(phrase => phrase.TrimEnd('*'));
}
