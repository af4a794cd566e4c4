using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Tests.Classification;

public sealed class TextNormalizerTests
{
    [Theory]
    [InlineData("Hello  WORLD", "hello world")]
    [InlineData("Poème ÜBER", "poeme uber")]
    [InlineData("Poe\u0300me", "poeme")]
    [InlineData("ＡＰＩ　１２", "api 12")]
    [InlineData("it’s “so”", "it's \"so\"")]
    [InlineData("a\u200Bb\uFEFF", "ab")]
    [InlineData("one \n  two", "one \ntwo")]
    public void Texts_that_read_alike_become_alike(string text, string expected) =>
        Assert.Equal(expected, TextNormalizer.Normalize(text));

    [Fact]
    public void Half_a_surrogate_pair_is_a_gap_and_a_whole_one_stays()
    {
        Assert.Equal("a b", TextNormalizer.Normalize("a\uD83Db"));
        Assert.Equal("a b", TextNormalizer.Normalize("a\uDE00b"));
        Assert.Equal("a😀b", TextNormalizer.Normalize("a😀b"));
    }

    [Fact]
    public void Any_sequence_of_code_units_is_survived()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Create(200, random, (span, source) => Fill(span, source));

            var normal = TextNormalizer.Normalize(text);

            Assert.Equal(normal, TextNormalizer.Normalize(normal));
            Assert.NotNull(TaskClassifier.Classify(new ClassificationRequest([new("user", text)]), 4_000));
        }
    }

    private static void Fill(Span<char> span, Random random)
    {
        foreach (ref var c in span)
        {
            c = random.Next(3) switch
            {
                0 => (char)random.Next(0x10000),
                1 => (char)random.Next(0xD700, 0xE000),
                _ => (char)random.Next(0x1100, 0x1200),
            };
        }
    }
}
