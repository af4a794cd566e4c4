using System.Text.Json;
using Orchestrator.Contracts;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Debate.DebateScript;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

/// <summary>Which steps a debate takes, and what it ends with.</summary>
public sealed class DebateStrategyTests
{
    [Fact]
    public async Task Members_who_agree_are_asked_once_and_their_own_words_are_the_answer()
    {
        var steps = Steps(
            Request(),
            ("position-1", Position("The answer is 42.")),
            ("position-2", Position("42")),
            ("position-3", Position("**42**"))
        );

        var end = await CompleteAsync(steps);

        Assert.Equal(["position-1", "position-2", "position-3"], steps.Names);
        Assert.Equal("The answer is 42.", end.Answer.Text);
        Assert.Equal("agreed", Consensus(end).GetProperty("stopped").GetString());
        Assert.Equal("", Consensus(end).GetProperty("disagreement").GetString());
        Assert.Equal(1, Payload(end).GetProperty("agreement").GetDouble());
    }

    [Fact]
    public async Task Members_who_disagree_see_the_others_positions_without_their_names()
    {
        var steps = Steps(
            Request(),
            ("position-1", Position("42")),
            ("position-2", Position("43")),
            ("position-3", Position("42"))
        );

        await CompleteAsync(steps);

        var prompt = Order(steps, "revision-1-2").Messages[0].Content.ReplaceLineEndings("\n");
        Assert.Contains("===== your position\n43\n", prompt);
        Assert.Contains("===== position A\n42\n", prompt);
        Assert.Contains("===== position C\n42\n", prompt);
        Assert.DoesNotContain("position B\n", prompt);
        Assert.DoesNotContain("8b", prompt);
    }

    [Fact]
    public async Task When_nobody_changes_there_is_no_second_round()
    {
        var steps = Steps(
            Request(),
            ("position-1", Position("42")),
            ("position-2", Position("43")),
            ("position-3", Position("42"))
        );

        var end = await CompleteAsync(steps);

        Assert.DoesNotContain(steps.Names, name => name.StartsWith("revision-2", StringComparison.Ordinal));
        Assert.Equal("unchanged", Consensus(end).GetProperty("stopped").GetString());
    }

    [Fact]
    public async Task A_change_leads_to_another_round_until_they_agree()
    {
        var steps = Steps(
            Request(),
            ("position-1", Position("42")),
            ("position-2", Position("43")),
            ("position-3", Position("44")),
            ("revision-1-2", Revision("42", "A multiplies before adding.")),
            ("revision-2-3", Revision("42", "Brackets come first."))
        );

        var end = await CompleteAsync(steps);

        Assert.Equal(9, steps.Orders.Count);
        Assert.Equal(
            (2, "agreed"),
            (Consensus(end).GetProperty("rounds").GetInt32(), Consensus(end).GetProperty("stopped").GetString())
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rounds_are_bounded(int rounds)
    {
        var number = 0;
        var steps = ScriptedSteps.Saying(Request(), order => Position($"{++number}"));

        var end = await CompleteAsync(steps, options => options.Rounds = rounds);

        Assert.Equal(3 * rounds, steps.Names.Count(name => name.StartsWith("revision", StringComparison.Ordinal)));
        Assert.Equal("rounds_used", Consensus(end).GetProperty("stopped").GetString());
    }

    [Fact]
    public async Task Dissent_and_abstention_stay_in_the_result_in_the_users_language()
    {
        var request = Request();
        request.Language = "ko";
        var steps = Steps(
            request,
            ("position-1", Position("42")),
            ("position-2", Position("43")),
            ("position-3", """{"answer":"","reasons":["모르겠습니다"]}""")
        );

        var end = await CompleteAsync(steps);

        var consensus = Consensus(end);
        Assert.Equal("b:8b", consensus.GetProperty("dissent")[0].GetProperty("model").GetString());
        Assert.Equal("모르겠습니다", consensus.GetProperty("abstained")[0].GetProperty("reasons")[0].GetString());
        Assert.Equal(2, consensus.GetProperty("votes").GetArrayLength());
        Assert.Equal(
            "의견을 낸 모델 2개 중 1개가 같은 결론입니다 (가중치 50%). 다른 의견 (b:8b): \"43\". 기권: c:8b.",
            consensus.GetProperty("disagreement").GetString()
        );
    }

    [Fact]
    public async Task The_log_tells_positions_revisions_scores_and_the_consensus()
    {
        var steps = Steps(
            Request("j:8b"),
            ("position-1", Position("42")),
            ("position-2", Position("43", 0.4)),
            ("position-3", Position("42")),
            ("score-1", """{"relevance":{"A":0.9,"B":0.1,"C":0.9},"feasibility":{"A":1,"B":0,"C":1}}""")
        );

        await CompleteAsync(steps);

        var told = steps.Notes.Select(note => (note.Name, Json: JsonDocument.Parse(note.PayloadJson).RootElement));
        var updates = told.Where(note => note.Name == EventNames.DiscussionUpdate).Select(note => note.Json).ToList();
        Assert.Equal(
            ["position", "position", "position", "revision", "revision", "revision", "scores"],
            updates.Select(update => update.GetProperty("phase").GetString()!)
        );
        Assert.Equal(("member-2", 0.4), (updates[1].GetProperty("member").GetString(), Confidence(updates[1])));
        Assert.Equal("B: does not add up.", updates[3].GetProperty("critiques")[0].GetString());
        Assert.Equal(EventNames.ConsensusReached, told.Last().Name);
        Assert.True(told.Last().Json.GetProperty("share").GetDouble() > 0.8);
    }

    [Fact]
    public async Task Models_outside_the_debate_score_and_without_them_each_member_scores_the_others()
    {
        (string, string)[] script = [("position-1", Position("42")), ("position-2", Position("43"))];
        var outside = Steps(Request("j:8b"), script);
        var inside = Steps(Request(), [.. script, ("position-3", Position("44"))]);

        await CompleteAsync(outside);
        await CompleteAsync(inside);

        Assert.Equal("j:8b", Order(outside, "score-1").Model);
        Assert.Equal(["a:8b", "b:8b", "c:8b"], inside.Orders.Where(IsScore).Select(order => order.Model));
        var prompt = Order(inside, "score-2").Messages[0].Content;
        Assert.Contains("position A", prompt);
        Assert.DoesNotContain("===== position B", prompt);
    }

    [Fact]
    public async Task An_open_answer_is_written_from_the_consensus_by_the_best_member_and_streamed()
    {
        var steps = Steps(
            Request("j:8b"),
            ("position-1", Position(PlanAnswer)),
            ("position-2", Position(OtherAnswer)),
            ("position-3", Position(PlanAnswer)),
            ("same-1", """{"groups":{"A":1,"B":1,"C":1}}""")
        );

        var end = await CompleteAsync(steps);

        Assert.Equal(["position-1", "position-2", "position-3", "same-1", "answer"], steps.Names);
        var answer = Order(steps, "answer");
        Assert.Equal(("a:8b", true), (answer.Model, answer.IsAnswer));
        Assert.Contains(PlanAnswer, answer.Messages[0].Content);
        Assert.Equal("Written.", end.Answer.Text);
    }

    [Fact]
    public async Task Compatible_positions_are_merged_and_all_of_them_stand_behind_the_result()
    {
        var steps = Steps(
            Request("j:8b"),
            ("position-1", Position(PlanAnswer)),
            ("position-2", Position(OtherAnswer)),
            ("position-3", Position(OtherAnswer)),
            ("score-1", """{"relevance":{},"feasibility":{},"compatible":true}"""),
            ("merge", Position("Copy what changes, export what does not."))
        );

        var end = await CompleteAsync(steps);

        Assert.Equal(["score-1", "merge", "answer"], steps.Names.TakeLast(3));
        Assert.True(Consensus(end).GetProperty("merged").GetBoolean());
        Assert.Equal(
            (1, 0),
            (Consensus(end).GetProperty("share").GetDouble(), Consensus(end).GetProperty("dissent").GetArrayLength())
        );
        Assert.Contains("Copy what changes", Order(steps, "answer").Messages[0].Content);
    }

    [Theory]
    [InlineData("No JSON at all.")]
    [InlineData("""{"answer":""}""")]
    public async Task A_merge_that_is_none_leaves_the_winner_and_the_dissent(string merge)
    {
        var steps = Steps(
            Request("j:8b"),
            ("position-1", Position(PlanAnswer)),
            ("position-2", Position(OtherAnswer)),
            ("position-3", Position(OtherAnswer)),
            ("score-1", """{"compatible":true}"""),
            ("merge", merge)
        );

        var end = await CompleteAsync(steps);

        Assert.False(Consensus(end).GetProperty("merged").GetBoolean());
        Assert.Equal("a:8b", Consensus(end).GetProperty("dissent")[0].GetProperty("model").GetString());
        Assert.Contains(OtherAnswer, Order(steps, "answer").Messages[0].Content);
    }

    [Fact]
    public async Task What_the_user_says_in_between_reaches_everything_that_follows()
    {
        var steps = Steps(
            Request(),
            ("position-1", Position("42")),
            ("position-2", Position("43")),
            ("position-3", Position("42"))
        );
        steps.Says["round-1"] = ["Mind the brackets."];

        var end = await CompleteAsync(steps);

        Assert.Equal("Mind the brackets.", Order(steps, "revision-1-1").Messages[^1].Content);
        // The winner's own words know nothing of it: the answer is written anew.
        Assert.Equal("Mind the brackets.", Order(steps, "answer").Messages[^1].Content);
        Assert.Equal("Written.", end.Answer.Text);
    }

    [Fact]
    public async Task One_by_one_each_phase_begins_where_the_one_before_ended()
    {
        var request = Request();
        request.Sequential = true;
        var steps = Steps(
            request,
            ("position-1", Position("42")),
            ("position-2", Position("43")),
            ("position-3", Position("42"))
        );

        await CompleteAsync(steps);

        Assert.Equal(
            ["position-3", "position-2", "position-1", "revision-1-1", "revision-1-2", "revision-1-3"],
            steps.Names.Take(6)
        );
    }

    private static bool IsScore(EnsembleWorker.Strategies.StepOrder order) =>
        order.Name.StartsWith("score", StringComparison.Ordinal);

    private static double Confidence(JsonElement update) => update.GetProperty("confidence").GetDouble();
}
