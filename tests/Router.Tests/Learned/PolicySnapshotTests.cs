using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Learned;

namespace Orchestrator.Router.Tests.Learned;

/// <summary>What Learning has published, as decisions see it.</summary>
public sealed class PolicySnapshotTests
{
    private static readonly QualityEstimate Prior = new(0.4, 0.2, QualitySources.Parameters);

    private static readonly LearnedCell Everything = new("d", Kind: null, 0.5, 0.01);
    private static readonly LearnedCell Maths = new("d", new RequestKind(TaskType.Math, Narrow: null), 0.7, 0.0025);

    private static readonly LearnedCell HardKoreanMaths = new(
        "d",
        new RequestKind(TaskType.Math, new NarrowKind(TextLanguage.Korean, DifficultyBand.Hard)),
        0.3,
        0.0001
    );

    [Fact]
    public void The_narrowest_level_on_which_something_was_seen_counts()
    {
        var snapshot = Of(Everything, Maths, HardKoreanMaths);

        Assert.Equal(Learned(0.3, 0.01), At(snapshot, TaskType.Math, TextLanguage.Korean, 0.9));
        Assert.Equal(Learned(0.7, 0.05), At(snapshot, TaskType.Math, TextLanguage.Korean, 0.5));
        Assert.Equal(Learned(0.7, 0.05), At(snapshot, TaskType.Math, TextLanguage.English, 0.5));
        Assert.Equal(Learned(0.5, 0.1), At(snapshot, TaskType.Code, TextLanguage.English, 0.5));
    }

    [Fact]
    public void What_was_learned_over_all_difficulties_is_moved_to_that_of_the_prompt()
    {
        var snapshot = Of(Maths);

        var easy = At(snapshot, TaskType.Math, TextLanguage.English, 0.1);
        var hard = At(snapshot, TaskType.Math, TextLanguage.English, 0.9);

        Assert.True(hard.Mean < 0.7 && 0.7 < easy.Mean);
        Assert.Equal(QualitySources.Learned, hard.Source);
    }

    [Fact]
    public void A_model_of_which_nothing_was_learned_is_what_its_profile_says()
    {
        Assert.Equal(Prior, Of(Maths).Of("newcomer", TaskType.Math, TextLanguage.Korean, 0.9, Prior));
        Assert.Equal(Prior, At(Of(Maths), TaskType.Code, TextLanguage.English, 0.5));
        Assert.Equal(Prior, NothingLearned.Instance.Of("d", TaskType.Math, TextLanguage.Korean, 0.9, Prior));
    }

    [Theory]
    [InlineData(double.NaN, 0.01)]
    [InlineData(1.1, 0.01)]
    [InlineData(0.5, -0.01)]
    [InlineData(0.5, double.PositiveInfinity)]
    public void Figures_that_are_none_are_left_out(double mean, double variance) =>
        Assert.Equal(
            Prior,
            At(Of(new LearnedCell("d", Kind: null, mean, variance)), TaskType.Code, TextLanguage.English, 0.5)
        );

    [Fact]
    public void No_more_models_are_taken_in_than_the_limit()
    {
        var cells = Enumerable.Range(0, 5).Select(i => Everything with { Digest = $"d{i}" });

        var snapshot = new PolicySnapshot(1, [.. cells, Maths with { Digest = "d1" }], armsMax: 2);

        Assert.Equal(2, snapshot.Arms);
        Assert.Equal(0.7, snapshot.Of("d1", TaskType.Math, TextLanguage.English, 0.5, Prior).Mean);
    }

    [Fact]
    public void A_newer_snapshot_takes_the_place_of_an_older_one_and_never_the_other_way_round()
    {
        var view = new PolicyView();
        var (second, third) = (new PolicySnapshot(2, [], 1), new PolicySnapshot(3, [], 1));

        Assert.Equal(0ul, view.Current.Version);
        Assert.True(view.TryReplace(third));
        Assert.False(view.TryReplace(second));
        Assert.False(view.TryReplace(new PolicySnapshot(3, [], 1)));
        Assert.Same(third, view.Current);
    }

    [Fact]
    public void Of_snapshots_that_come_at_once_the_newest_stays()
    {
        var view = new PolicyView();

        Parallel.For(1, 200, version => view.TryReplace(new PolicySnapshot((ulong)version, [], 1)));

        Assert.Equal(199ul, view.Current.Version);
    }

    private static PolicySnapshot Of(params LearnedCell[] cells) => new(1, cells, armsMax: 10);

    private static QualityEstimate At(
        PolicySnapshot snapshot,
        TaskType task,
        TextLanguage language,
        double difficulty
    ) => snapshot.Of("d", task, language, difficulty, Prior);

    private static QualityEstimate Learned(double mean, double error) => new(mean, error, QualitySources.Learned);
}
