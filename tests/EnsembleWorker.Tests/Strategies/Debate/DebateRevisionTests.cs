using Orchestrator.EnsembleWorker.Strategies.Debate;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Debate.DebateScript;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

/// <summary>Who may change a position, and with what confidence.</summary>
public sealed class DebateRevisionTests
{
    private static readonly DebateOptions Options = new();
    private static readonly DebatePosition Before = new("42", ["counted"], 0.4, [], IsStructured: true);

    [Fact]
    public void An_explained_change_counts_with_its_new_confidence()
    {
        var revision = Read(Revision("43", "B counts the zero, too.", 0.9));

        Assert.Equal(("43", 0.9), (revision.Position.Answer, revision.Position.Confidence));
        Assert.True(revision is { IsChanged: true, IsExplained: true });
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("n/a")]
    public void A_change_without_an_explanation_counts_with_no_more_confidence_than_before(string convincedBy)
    {
        Assert.Equal(0.4, Read(Revision("43", convincedBy, 0.9)).Position.Confidence);
        Assert.Equal(0.2, Read(Revision("43", convincedBy, 0.2)).Position.Confidence);
    }

    [Fact]
    public void A_short_Korean_explanation_is_one() => Assert.True(Read(Revision("43", "단위 오류")).IsExplained);

    [Fact]
    public void Who_had_abstained_and_joins_without_a_word_counts_as_unsure()
    {
        var revision = DebateRevision.Of(
            Before with
            {
                Answer = "",
                Confidence = null,
            },
            Revision("43", "", 1),
            hasPlan: false,
            Options
        );

        Assert.Equal((true, 0.5), (revision.IsChanged, revision.Position.Confidence));
    }

    [Fact]
    public void An_empty_answer_keeps_the_position_and_may_change_how_sure_it_is()
    {
        var revision = Read(Revision("", "", 0.7));

        Assert.Equal(Before with { Confidence = 0.7 }, revision.Position);
        Assert.False(revision.IsChanged);
    }

    [Fact]
    public void The_same_answer_in_other_words_is_no_change()
    {
        var revision = Read(Revision("The answer is 42.", "", 0.9));

        Assert.Equal((false, 0.9), (revision.IsChanged, revision.Position.Confidence));
    }

    [Theory]
    [InlineData("")]
    [InlineData("I agree with B.")]
    [InlineData("{\"answer\":\"43\"")]
    [InlineData("{\"convinced_by\":\"B is much better than mine\"}")]
    public void What_cannot_be_read_changes_nothing(string text)
    {
        var revision = Read(text);

        Assert.Same(Before, revision.Position);
        Assert.False(revision.IsReadable);
    }

    private static DebateRevision Read(string text) => DebateRevision.Of(Before, text, hasPlan: false, Options);
}
