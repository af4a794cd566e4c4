using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Router.Tests.Classification.Ngram;

public sealed class NgramModelTests
{
    private const int CharLimit = 4_000;

    [Fact]
    public void A_feature_counts_its_weight_over_the_root_of_its_blocks_size()
    {
        var model = WithWord("hello", lane: 3, weight: 100);

        // One word of one, then one of four: scale 0.01 for each step of a weight, block weight 2.
        Assert.Equal(2f, Logit(model, 3, "hello"), 4);
        Assert.Equal(1f, Logit(model, 3, "hello to you sir"), 4);
        Assert.Equal(0f, Logit(model, 3, "goodbye"), 4);
        Assert.Equal(0f, Logit(model, 4, "hello"), 4);
    }

    [Fact]
    public void A_follow_up_is_read_with_the_turn_that_it_is_about_and_a_new_request_is_not()
    {
        var model = WithWord("hello", lane: 3, weight: 100);

        var followUp = Logit(model, 3, "hello", "and again");
        var request = Logit(model, 3, "hello", "Translate this sentence into Korean, please");

        Assert.Equal(2f * NgramShape.EarlierShare, followUp, 4);
        Assert.Equal(0f, request, 4);
    }

    [Fact]
    public void The_evidence_names_the_words_that_spoke_for_the_task()
    {
        var verdict = NgramTier.Ask(WithWord("hello", lane: 3, weight: 100), Reading("well, hello there"));

        Assert.Equal(TaskType.Translation, verdict.Task);
        Assert.Equal(["ngram:hello"], verdict.Evidence);
    }

    [Fact]
    public void A_temperature_changes_how_sure_it_is_and_not_what_it_says()
    {
        var cold = NgramTier.Ask(WithWord("hello", lane: 3, weight: 100, temperature: 0.5f), Reading("hello"));
        var hot = NgramTier.Ask(WithWord("hello", lane: 3, weight: 100, temperature: 2), Reading("hello"));

        Assert.Equal(cold.Task, hot.Task);
        Assert.True(cold.Probabilities[3] > hot.Probabilities[3]);
    }

    [Fact]
    public void Nothing_is_allocated_while_features_are_added_up()
    {
        var reading = Reading("Please translate these two lines. 이 문장을 영어로 번역해 줘. x = 2?");
        var logits = new float[NgramLanes.Count];
        var model = ShippedWeights.Model;
        model.Score(reading, logits);

        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Score(reading, logits);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static RequestReading Reading(params string[] turns) =>
        TaskClassifier.Read(
            new ClassificationRequest([.. turns.Select(turn => new ConversationTurn("user", turn))]),
            CharLimit
        );

    private static float Logit(NgramModel model, int lane, params string[] turns)
    {
        var logits = new float[NgramLanes.Count];
        model.Score(Reading(turns), logits);
        return logits[lane];
    }

    private static NgramModel WithWord(string word, int lane, sbyte weight, float temperature = 1)
    {
        var hash = FeatureHash.Begin(FeatureBlock.Word, 0);
        foreach (var c in word)
        {
            hash = FeatureHash.Mix(hash, c);
        }

        var weights = new sbyte[FeatureHash.Buckets * NgramLanes.Count];
        weights[(FeatureHash.Bucket(hash) * NgramLanes.Count) + lane] = weight;
        var scales = new float[NgramLanes.Count];
        Array.Fill(scales, 0.01f);
        var blocks = new float[FeatureBlocks.Count];
        blocks[(int)FeatureBlock.Word] = 2;
        return new NgramModel(new NgramHeader(blocks, scales, new float[NgramLanes.Count], temperature), weights);
    }
}
