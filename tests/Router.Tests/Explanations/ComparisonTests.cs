using Orchestrator.Router.Estimates;
using Orchestrator.Router.Explanations;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Explanations;

/// <summary>Why the winner won, in words and numbers.</summary>
public sealed class ComparisonTests
{
    private static readonly ValueWeights Weights = new(Latency: 0.01, Cost: 10);

    [Theory]
    // Quality, seconds, cost of the winner; the other one has 0.5, 10 s and 0.01.
    [InlineData(0.9, 10, 0.01, nameof(Difference.Quality), "a better answer is expected: quality 0.90 against 0.50")]
    [InlineData(0.5, 2, 0.01, nameof(Difference.Time), "the answer is expected sooner: 2.0 s against 10 s")]
    [InlineData(0.5, 10, 0.001, nameof(Difference.Cost), "it costs less: 0.001 USD against 0.01 USD")]
    [InlineData(0.5, 10, 0.02, nameof(Difference.Rank), "whatever the numbers say")]
    public void The_largest_difference_is_the_reason(
        double quality,
        double seconds,
        double cost,
        string by,
        string words
    )
    {
        var chosen = Chosen(Choice("a:1b", quality, seconds, cost), Choice("b:1b", 0.5, 10, 0.01));

        Assert.Equal(by, Comparison.Of(chosen)?.By.ToString());
        Assert.Contains(words, EnglishNumbers.Compared(chosen));
        Assert.Contains("b:1b", KoreanNumbers.Compared(chosen));
    }

    [Fact]
    public void What_operators_have_set_is_the_reason_where_the_estimates_do_not_say_it()
    {
        var taken = Choice("a:1b", 0.5, 10, 0.01);
        var chosen = Chosen(taken with { Value = taken.Value + 0.2 }, Choice("b:1b", 0.5, 10, 0.01));

        Assert.Equal(Difference.Settings, Comparison.Of(chosen)?.By);
    }

    [Fact]
    public void A_choice_that_was_made_to_learn_says_who_would_have_been_taken()
    {
        var chosen = Chosen(Choice("a:1b", 0.4, 10, 0.01), Choice("b:1b", 0.9, 10, 0.01)) with
        {
            Explored = true,
            Propensity = 0.05,
        };

        Assert.Equal(
            "By the numbers b:1b would have been taken (value 0.20 against 0.70).",
            EnglishNumbers.Compared(chosen)
        );
        Assert.Equal("수치로만 보면 b:1b가 선택되었을 것입니다(가치 0.20 대 0.70).", KoreanNumbers.Compared(chosen));
        Assert.Equal("이 선택의 확률은 5%였습니다.", KoreanNumbers.Chance(chosen));
    }

    [Fact]
    public void The_largest_difference_is_named_first_in_korean_too() =>
        Assert.Equal(
            "b:1b보다 앞섭니다. 무엇보다 더 나은 답이 예상되기 때문입니다(품질 0.90 대 0.50, 가치 0.70 대 0.30).",
            KoreanNumbers.Compared(Chosen(Choice("a:1b", 0.9, 10, 0.01), Choice("b:1b", 0.5, 10, 0.01)))
        );

    [Fact]
    public void Another_replica_of_the_same_model_is_no_other_model() =>
        Assert.Equal("", EnglishNumbers.Compared(Chosen(Choice("a:1b", 0.5, 1, 0), Choice("a:1b", 0.5, 2, 0))));

    [Fact]
    public void The_parts_of_the_time_and_a_second_copy_are_named_with_their_numbers()
    {
        var choice = Choice("a:1b", 0.72, 0, 0.004) with
        {
            Quality = new QualityEstimate(0.72, 0.1, QualitySources.Learned),
            Finish = new FinishEstimate(1.5, 12, 3, 0.5, 7) { CachedTokens = 900 },
        };
        var chosen = Chosen(choice, Choice("a:1b", 0.72, 9, 0.004)) with
        {
            Hedge = new HedgePlace(1, TimeSpan.FromSeconds(2.5)),
        };

        Assert.Equal(
            "Expected: quality 0.72 ± 0.10 (learned from outcomes), "
                + "first token after 14 s (1.5 s of waiting, 12 s to load, 0.5 s for the prompt, 900 tokens of the prompt are cached), "
                + "the whole answer after 21 s (7.0 s to write it), 3.0 s that the swap costs others, cost 0.004 USD, value 0.68.",
            EnglishNumbers.Expected(choice)
        );
        Assert.Equal(
            "예상 품질은 0.72 ± 0.10(결과에서 학습함)입니다. "
                + "첫 토큰은 14초 뒤(대기 1.5초, 모델 올리기 12초, 프롬프트 처리 0.5초, 그중 900토큰은 캐시에 있음), "
                + "전체 답변은 21초 뒤(작성 7.0초)로 예상됩니다(모델 교체로 다른 요청이 잃는 시간 3.0초, 비용 0.004 USD). 가치는 0.68입니다.",
            KoreanNumbers.Expected(choice)
        );
        Assert.EndsWith("after 2.5 s, a second copy may go to gpu-1.", EnglishNumbers.Hedge(chosen));
        Assert.StartsWith("2.5초 안에 첫 토큰이 나오지 않으면 gpu-1로", KoreanNumbers.Hedge(chosen));
    }

    [Fact]
    public void A_refusal_for_a_deadline_has_both_times()
    {
        var request = Request("auto") with { Deadline = TimeSpan.FromSeconds(2) };
        var refused = new SelectionResult.Refused(
            RefusalKind.AllBusy,
            TimeSpan.FromSeconds(28),
            RefusalDetail.None with
            {
                FirstTokenSeconds = 30,
            },
            []
        );

        Assert.Equal(
            "The first token would come after 30 s at the earliest, but it has to be there within 2.0 s. Try again in 28 s.",
            EnglishRefusal.Of(request, refused)
        );
        Assert.StartsWith(
            "첫 토큰은 빨라도 30초 뒤에 나오는데, 2.0초 안에 나와야 합니다.",
            KoreanRefusal.Of(request, refused)
        );
    }

    private static SelectionResult.Chosen Chosen(params SelectedChoice[] choices) =>
        new(choices, 1, []) { Weights = Weights };

    private static SelectedChoice Choice(string model, double quality, double seconds, double cost)
    {
        var fleet = Of(Replica("gpu-1", [Model(model)]));
        var finish = new FinishEstimate(0, 0, 0, 0, seconds);
        var price = new CostEstimate(cost, "USD");
        return new SelectedChoice(fleet.Models[0].Entries[0], 0, Resident: true, ["general"])
        {
            Quality = new QualityEstimate(quality, 0.1, QualitySources.Profile),
            Finish = finish,
            Cost = price,
            Value = Weights.Value(quality, finish, price),
        };
    }
}
