using System.Text;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Router.Tests.Classification.Ngram;

public sealed class FeatureExtractorTests
{
    private const int CharLimit = 4_000;

    [Fact]
    public void Texts_have_the_features_that_the_weights_were_trained_on()
    {
        // Whoever changes this number raises FeatureExtractor.Version and trains again, or old weights meet new features.
        const uint Known = 1956157259;
        const string Text = "Please translate these 2 lines.\n이 문장을 영어로 번역해 줘! React에서 x^2 = 4?\n- {a: 1}";

        var sum = Features(Text).Aggregate(17u, (hash, feature) => (hash * 31) + (uint)feature);

        Assert.Equal((1, Known), (FeatureExtractor.Version, sum));
    }

    [Fact]
    public void Decomposed_Hangul_has_the_features_of_composed_Hangul()
    {
        const string Composed = "이 문장을 영어로 번역해 줘";
        var decomposed = new StringBuilder();
        foreach (var c in Composed)
        {
            if (Hangul.TryDecompose(c, out var lead, out var vowel, out var tail))
            {
                decomposed.Append(lead).Append(vowel).Append(tail == '\0' ? "" : tail.ToString());
            }
            else
            {
                decomposed.Append(c);
            }
        }

        Assert.NotEqual(Composed, decomposed.ToString());
        Assert.Equal(Features(Composed), Features(decomposed.ToString()));
    }

    [Theory]
    [InlineData(nameof(FeatureBlock.Jamo), "이 문장을 영어로 번역해 줘", "이문장을영어로번역해줘", 1.0)]
    [InlineData(nameof(FeatureBlock.Syllables), "이 문장을 영어로 번역해 줘", "이문장을영어로번역해줘", 1.0)]
    [InlineData(nameof(FeatureBlock.LatinLetters), "translate this sentence", "translatethissentence", 1.0)]
    [InlineData(nameof(FeatureBlock.Word), "translate this sentence", "translatethissentence", 0.0)]
    // One wrong vowel in ten syllables.
    [InlineData(nameof(FeatureBlock.Jamo), "이 문장을 영어로 번역해 줘", "이 문장을 영어로 번역헤 줘", 0.85)]
    public void A_text_without_blanks_or_with_a_typo_keeps_most_of_its_letters(
        string blockName,
        string text,
        string damaged,
        double share
    )
    {
        var block = Enum.Parse<FeatureBlock>(blockName);
        var before = Features(text, block);
        var after = Features(damaged, block).ToHashSet();

        Assert.NotEmpty(before);
        Assert.Equal(share, before.Count(after.Contains) / (double)before.Count, 0.12);
    }

    [Fact]
    public void The_same_word_first_and_last_are_different_features()
    {
        var first = Features("translate it for me please today now ok", FeatureBlock.Head);
        var last = Features("it for me please today now ok translate", FeatureBlock.Head);

        Assert.NotEqual(first.Order(), last.Order());
    }

    [Fact]
    public void What_lies_far_from_both_ends_is_material()
    {
        Assert.False(NgramShape.IsMaterial(FeatureBlock.Word, 399, 2_000));
        Assert.True(NgramShape.IsMaterial(FeatureBlock.Word, 400, 2_000));
        Assert.False(NgramShape.IsMaterial(FeatureBlock.Word, 1_701, 2_000));
        Assert.False(NgramShape.IsMaterial(FeatureBlock.Word, 400, 600));
        Assert.False(NgramShape.IsMaterial(FeatureBlock.Structure, 400, 2_000));
    }

    private static List<int> Features(string text, FeatureBlock? block = null)
    {
        var sink = new ListSink([], block);
        FeatureExtractor.Newest(
            TaskClassifier.Read(new ClassificationRequest([new("user", text)]), CharLimit),
            ref sink
        );
        return sink.Buckets;
    }

    private readonly struct ListSink(List<int> buckets, FeatureBlock? wanted) : IFeatureSink
    {
        public List<int> Buckets => buckets;

        public void Add(FeatureBlock block, uint hash, int start, int length)
        {
            if (wanted is null || wanted == block)
            {
                buckets.Add(FeatureHash.Bucket(hash));
            }
        }
    }
}
