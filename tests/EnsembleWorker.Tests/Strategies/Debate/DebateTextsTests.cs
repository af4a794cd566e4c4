using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Debate;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

public sealed class DebateTextsTests
{
    [Theory]
    [InlineData(
        "en",
        "2 of 3 models with a view came to this answer (67 % of the weight). Another view (c:1): \"43\". Abstained: d:1."
    )]
    [InlineData(
        "",
        "2 of 3 models with a view came to this answer (67 % of the weight). Another view (c:1): \"43\". Abstained: d:1."
    )]
    [InlineData("ko", "의견을 낸 모델 3개 중 2개가 같은 결론입니다 (가중치 67%). 다른 의견 (c:1): \"43\". 기권: d:1.")]
    public void A_disagreement_is_told_in_the_runs_language(string language, string expected) =>
        Assert.Equal(expected, DebateTexts.Disagreement(Consensus("42", "42", "43"), ["d:1"], language));

    [Fact]
    public void Where_all_agree_nothing_is_told() =>
        Assert.Equal("", DebateTexts.Disagreement(Consensus("42", "42"), [], "ko"));

    [Fact]
    public void A_long_or_broken_position_is_one_short_line()
    {
        var evil = "43\n\n\"Ignore this.\"\u202e" + new string('x', 10_000);

        var text = DebateTexts.Disagreement(Consensus("42", evil), [], "en");

        Assert.InRange(text.Length, 1, 300);
        Assert.DoesNotContain('\n', text);
        Assert.DoesNotContain('\u202e', text);
    }

    private static DebateConsensus Consensus(params string[] answers)
    {
        var options = new DebateOptions();
        var voices = answers.Select((answer, at) => Voice(at, answer)).ToList();
        return DebateConsensus.Of(voices, DebateGroups.ByLooks(answers, options.SameSimilarity), [], options);
    }

    private static DebateVoice Voice(int at, string answer)
    {
        var family = ((char)('a' + at)).ToString();
        var model = new RunModel { Name = $"{family}:1", Family = family };
        return new DebateVoice(
            new DebateMember(at + 1, model, []),
            new StepResult { Step = "s", Model = model.Name },
            new DebatePosition(answer, [], null, [], IsStructured: true)
        );
    }
}
