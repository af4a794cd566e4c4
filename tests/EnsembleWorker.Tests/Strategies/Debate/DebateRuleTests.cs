using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Debate;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Debate.DebateScript;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

/// <summary>Who takes part, who judges, what is the same position, and which plans can be carried out.</summary>
public sealed class DebateRuleTests
{
    private static readonly DebateOptions Options = new();

    [Fact]
    public void Other_families_take_part_before_better_sisters()
    {
        var members = DebateMembers.Of(
            [Model("a:70b", 0.8), Model("a:30b", 0.78), Model("b:8b", 0.7), Model("c:8b", 0.69)],
            3,
            Options
        );

        Assert.Equal(["a:70b", "b:8b", "c:8b"], members.Select(member => member.Model.Name));
        Assert.Equal(["a:30b"], members[0].Instead);
    }

    [Fact]
    public void A_family_far_below_the_best_model_does_not_take_part_for_its_name()
    {
        var members = DebateMembers.Of([Model("a:70b", 0.8), Model("a:30b", 0.78), Model("b:1b", 0.3)], 3, Options);

        Assert.Equal(["a:70b", "a:30b"], members.Select(member => member.Model.Name));
    }

    [Fact]
    public void There_is_a_second_voice_however_far_below_it_is()
    {
        var members = DebateMembers.Of([Model("a:70b", 0.9), Model("b:1b", 0.2), Model("c:1b", 0.1)], 3, Options);

        Assert.Equal(["a:70b", "b:1b"], members.Select(member => member.Model.Name));
    }

    [Fact]
    public void Judges_come_from_outside_and_each_has_its_own_replacements()
    {
        RunModel[] models = [.. "abcdef".Select(name => Model($"{name}:8b", 0.7))];
        var voices = DebateMembers
            .Of(models, 2, Options)
            .Select(member => new DebateVoice(member, new StepResult { Step = "s", Model = member.Model.Name }, null));

        var judges = DebateRule.Judges(models, voices, most: 2);

        Assert.Equal(
            [
                ["c:8b", "e:8b"],
                ["d:8b", "f:8b"],
            ],
            judges
        );
    }

    [Theory]
    [InlineData("""{"groups":{"A":1,"B":2,"C":"1"}}""", new[] { 0, 1, 0 })]
    [InlineData("""Sure: {"groups":{"a":5,"b":5,"c":5}}""", new[] { 0, 0, 0 })]
    public void A_judge_says_which_open_answers_are_the_same(string said, int[] groups) =>
        Assert.Equal(
            groups,
            DebateGroups.ByJudge([PlanAnswer, OtherAnswer, PlanAnswer + " Soon."], ["A", "B", "C"], said)!.Of
        );

    [Theory]
    [InlineData("")]
    [InlineData("""{"groups":{"A":1,"B":2}}""")]
    [InlineData("""{"groups":[1,1,1]}""")]
    public void A_judge_who_leaves_one_out_has_said_nothing(string said) =>
        Assert.Null(DebateGroups.ByJudge(["a", "b", "c"], ["A", "B", "C"], said));

    [Fact]
    public void No_judge_makes_two_short_answers_one() =>
        Assert.Equal([0, 1], DebateGroups.ByJudge(["42", "43"], ["A", "B"], """{"groups":{"A":1,"B":1}}""")!.Of);

    [Fact]
    public void Short_answers_are_compared_by_what_they_mean_and_open_ones_by_looks()
    {
        Assert.Equal([0, 0, 1], DebateGroups.ByLooks(["1,000 m", "1 km", "1 m"], 0.8).Of);
        var open = DebateGroups.ByLooks([PlanAnswer, PlanAnswer.ToUpperInvariant(), OtherAnswer], 0.8);
        Assert.Equal([0, 0, 1], open.Of);
        Assert.False(open.IsClosed);
    }

    [Fact]
    public void A_denial_makes_two_answers_out_of_nearly_the_same_words() =>
        Assert.Equal(
            2,
            DebateGroups
                .ByLooks(
                    [PlanAnswer + " That is safe for the readers.", PlanAnswer + " That is not safe for the readers."],
                    0.8
                )
                .Count
        );

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Plans_are_compatible_without_a_word_of_a_judge_only_when_no_part_is_in_both(bool isOther, bool expected)
    {
        var votes = new[]
        {
            Vote(0, "Copy the tables."),
            Vote(1, isOther ? "Train the staff in spring." : "copy the tables"),
        };

        Assert.Equal(expected, DebateRule.AreCompatible(votes, isClosed: false, [], Options.SameSimilarity));
        Assert.False(DebateRule.AreCompatible(votes, isClosed: true, [], Options.SameSimilarity));
    }

    [Fact]
    public void A_plan_is_ordered_by_what_its_parts_need()
    {
        var plan = DebatePlan.Of([New("c", "A", "b"), New("b", "a"), New("a"), New("x")], 6);

        Assert.Equal(["a,x", "b", "c"], plan.Levels.Select(level => string.Join(',', level.Select(part => part.Id))));
    }

    [Theory]
    [InlineData("cycle", "a:b b:c c:a")]
    [InlineData("cycle", "a:a")]
    [InlineData("id_twice", "a A")]
    [InlineData("unknown_dependency", "a:z")]
    [InlineData("too_many_parts", "a b c d e f g")]
    public void A_broken_plan_is_refused_as_a_whole(string why, string parts)
    {
        var plan = DebatePlan.Of(
            [.. parts.Split(' ').Select(part => New(part.Split(':')[0], [.. part.Split(':').Skip(1)]))],
            6
        );

        Assert.Equal((why, 0), (plan.Refused, plan.Levels.Count));
    }

    [Fact]
    public void Parts_without_a_name_or_a_task_are_refused()
    {
        Assert.Equal("part_without_id", DebatePlan.Of([New("")], 6).Refused);
        Assert.Equal("part_without_instruction", DebatePlan.Of([New("a") with { Instruction = "" }], 6).Refused);
    }

    [Fact]
    public void A_position_is_read_from_whatever_stands_around_it()
    {
        var text = $"Here you are:\n```json\n{Position("42", 0.7, Part("a", "Do."), 17)}\n```";

        var position = DebatePosition.Of(text, hasPlan: true, Options);

        Assert.Equal(("42", 0.7, true), (position.Answer, position.Confidence, position.IsStructured));
        Assert.Equal(["a", ""], position.Parts.Select(part => part.Id));
    }

    private static DebateVote Vote(int group, string instruction) =>
        new(
            new DebateVoice(
                new DebateMember(group + 1, Model("m:8b", 0.7), []),
                new StepResult { Step = "s", Model = "m:8b" },
                new DebatePosition(
                    "A plan.",
                    [],
                    null,
                    [New("a") with { Instruction = instruction }],
                    IsStructured: true
                )
            ),
            group,
            Record: 1,
            DebateScore.Neutral,
            Weight: 1
        );

    private static DebatePart New(string id, params string[] dependsOn) => new(id, $"Do {id}.", dependsOn);

    private static RunModel Model(string name, double quality) =>
        new()
        {
            Name = name,
            Family = name[..1],
            Quality = quality,
        };
}
