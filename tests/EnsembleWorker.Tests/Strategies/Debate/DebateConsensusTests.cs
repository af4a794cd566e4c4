using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Debate;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

/// <summary>What votes weigh and what they come to.</summary>
public sealed class DebateConsensusTests
{
    private static readonly DebateOptions Options = new();

    [Fact]
    public void A_model_with_a_better_record_weighs_more_and_a_rough_record_less()
    {
        var good = Record(0.9, 0.02);

        Assert.True(good > Record(0.7, 0.02));
        Assert.True(good > Record(0.9, 0.2));
        Assert.True(Record(0, 0) > 0);
    }

    [Fact]
    public void A_record_is_capped_however_perfect_it_is() =>
        Assert.Equal(Record(1, 0), Record(0.98, 0.0001), precision: 9);

    [Fact]
    public void An_unknown_quality_stays_what_it_is() =>
        Assert.Equal(0.5, DebateWeight.Skill(RunModel.UnknownQuality, RunModel.UnknownError), precision: 9);

    [Theory]
    [InlineData(1.0, 1.5)]
    [InlineData(0.8, 1.3)]
    [InlineData(null, 1.0)]
    [InlineData(0.0, 0.5)]
    public void Stated_confidence_moves_a_weight_by_a_bounded_factor(double? stated, double factor) =>
        Assert.Equal(2 * factor, DebateWeight.Of(2, stated, DebateScore.Neutral, Options), precision: 9);

    [Fact]
    public void Scores_turn_a_vote_that_records_alone_leave_even()
    {
        var scores = DebateScores.Read(
            """{"relevance":{"A":0.1,"B":0.9},"feasibility":{"A":0.5,"B":0.5}}""",
            ["A", "B"]
        );

        var consensus = Vote([scores], Voice(1, "a", "42"), Voice(2, "b", "43"));

        Assert.Equal("43", consensus.Winner.Voice.Position!.Answer);
    }

    [Fact]
    public void Scores_that_are_broken_or_missing_are_neutral()
    {
        var scores = DebateScores.Read("""{"relevance":{"A":"much","B":7e9},"feasibility":[1]}""", ["A", "B"]);

        Assert.Empty(scores.Of);
        Assert.Equal(DebateScore.Neutral, DebateScores.Mean([scores], "A"));
        Assert.Equal(
            new DebateScore(0.9, 0.5),
            DebateScores.Mean([DebateScores.Read("""{"relevance":{"A":"90%"}}""", ["A"])], "A")
        );
    }

    [Fact]
    public void A_family_has_less_than_as_many_voices_as_members()
    {
        var consensus = Vote(
            [],
            Voice(1, "a", "42"),
            Voice(2, "b", "42"),
            Voice(3, "c", "43"),
            Voice(4, "c", "43"),
            Voice(5, "c", "43")
        );

        Assert.Equal("42", consensus.Winner.Voice.Position!.Answer);
        Assert.Equal(3, consensus.Dissent.Count());
    }

    [Fact]
    public void Of_even_positions_the_one_of_the_best_model_wins()
    {
        var consensus = Vote([], Voice(1, "a", "42"), Voice(2, "b", "43"));

        Assert.Equal(("42", 0.5), (consensus.Winner.Voice.Position!.Answer, consensus.Share));
    }

    [Fact]
    public void Shares_are_shares_and_merging_never_weakens_the_winner_whatever_the_votes() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                ArbMap.Default.ArbFor<(byte Answer, byte Family, byte Quality, byte Stated)[]>(),
                drawn =>
                {
                    var voices = drawn
                        .Take(7)
                        .Select(
                            (vote, at) =>
                                Voice(
                                    at + 1,
                                    $"{vote.Family % 3}",
                                    $"{vote.Answer % 4}",
                                    vote.Quality / 255.0,
                                    vote.Stated / 255.0
                                )
                        )
                        .ToArray();
                    if (voices.Length == 0)
                    {
                        return;
                    }

                    var consensus = Vote([], voices);
                    var merged = consensus.Merge(consensus.Mergeable(0.2));
                    Assert.Equal(1, consensus.Shares.Sum(), precision: 9);
                    Assert.InRange(consensus.Confidence, 0, 1);
                    Assert.Equal(consensus.Share, consensus.Shares.Max());
                    Assert.InRange(merged.Share, consensus.Share - 1e-9, 1 + 1e-9);
                    Assert.Equal(voices.Length, merged.Agreed.Count() + merged.Dissent.Count());
                }
            )
        );

    private static double Record(double quality, double error) =>
        DebateWeight.Record(
            new RunModel
            {
                Name = "m",
                Family = "m",
                Quality = quality,
                QualityError = error,
            },
            wrongAnswers: 2
        );

    private static DebateConsensus Vote(IReadOnlyList<DebateScores> scores, params DebateVoice[] voices)
    {
        var groups = DebateGroups.ByLooks([.. voices.Select(voice => voice.Position!.Answer)], 0.8);
        return DebateConsensus.Of(voices, groups, scores, Options);
    }

    private static DebateVoice Voice(
        int number,
        string family,
        string answer,
        double quality = 0.7,
        double? stated = 0.8
    )
    {
        var model = new RunModel
        {
            Name = $"{family}:{number}",
            Family = family,
            Quality = quality,
            QualityError = 0.05,
        };
        return new DebateVoice(
            new DebateMember(number, model, []),
            new StepResult { Step = "s", Model = model.Name },
            new DebatePosition(answer, [], stated, [], IsStructured: true)
        );
    }
}
