using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Voting;

public sealed class DawidSkeneTests
{
    private static readonly double[] Drawn = [0.9, 0.8, 0.7, 0.6, 0.45];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Drawn_accuracies_are_found_from_answers_alone(int seed)
    {
        var members = Members(0.6);

        var found = DawidSkene.Of(members, Answers(seed, 400), VoteRules.Usual);

        Assert.All(
            found.Zip(Drawn),
            pair => Assert.InRange(pair.First.Accuracy, pair.Second - 0.07, pair.Second + 0.07)
        );
        Assert.All(found, member => Assert.Equal(400, member.Answers));
    }

    [Fact]
    public void After_few_answers_the_prior_still_carries_the_figure_and_the_error_says_so()
    {
        var few = DawidSkene.Of(Members(0.6), Answers(4, 3), VoteRules.Usual);
        var many = DawidSkene.Of(Members(0.6), Answers(4, 400), VoteRules.Usual);

        Assert.All(few, member => Assert.InRange(member.Accuracy, 0.4, 0.75));
        Assert.All(few.Zip(many), pair => Assert.True(pair.First.Error > 3 * pair.Second.Error));
    }

    [Fact]
    public void A_family_that_repeats_itself_does_not_prove_itself_right()
    {
        // Three copies that are always of one opinion, against three independent models of which each is right more often.
        var random = new Random(7);
        MemberPrior[] members =
        [
            .. Enumerable.Range(0, 6).Select(at => new MemberPrior($"m{at}", at < 3 ? "copies" : $"f{at}", 0.6)),
        ];
        List<IReadOnlyList<string?>> items = [];
        for (var item = 0; item < 300; item++)
        {
            var copied = random.NextDouble() < 0.5 ? "right" : "wrong-0";
            items.Add([copied, copied, copied, .. Enumerable.Range(0, 3).Select(_ => Answer(random, 0.8))]);
        }

        var found = DawidSkene.Of(members, items, VoteRules.Usual);

        Assert.All(found.Take(3), copy => Assert.InRange(copy.Accuracy, 0.4, 0.6));
        Assert.All(found.Skip(3), other => Assert.InRange(other.Accuracy, 0.72, 0.88));
    }

    [Fact]
    public void Nothing_to_learn_from_leaves_the_prior()
    {
        var members = Members(0.6);

        Assert.All(DawidSkene.Of(members, [], VoteRules.Usual), member => Assert.Equal(0.6, member.Accuracy, 9));
        Assert.All(
            DawidSkene
                .Of(
                    members,
                    [
                        [null, null],
                        [],
                        ["x"],
                        [null, null, null, null, null, "beyond"],
                    ],
                    VoteRules.Usual
                )
                .Skip(1),
            member => Assert.Equal((0.6, 0), (Math.Round(member.Accuracy, 9), member.Answers))
        );
        Assert.Empty(
            DawidSkene.Of(
                [],
                [
                    ["x"],
                ],
                VoteRules.Usual
            )
        );
    }

    private static MemberPrior[] Members(double skill) =>
        [.. Drawn.Select((_, at) => new MemberPrior($"m{at}", $"f{at}", skill))];

    private static List<IReadOnlyList<string?>> Answers(int seed, int items)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, items)
                .Select(_ => (IReadOnlyList<string?>)[.. Drawn.Select(skill => Answer(random, skill))]),
        ];
    }

    private static string Answer(Random random, double skill) =>
        random.NextDouble() < skill ? "right" : $"wrong-{random.Next(3)}";
}
