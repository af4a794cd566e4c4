using Orchestrator.Cli.Evaluate.Ensembles;
using Orchestrator.Cli.Evaluate.Ensembles.Grid;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

/// <summary>The worlds in which strategies are tried.</summary>
public sealed class GridTests
{
    [Fact]
    public void The_grid_has_every_shape_with_every_correlation_and_every_pool_and_no_cell_twice()
    {
        var names = GridCell.All.Select(cell => cell.Name).ToList();

        Assert.Equal(PoolShape.All.Length * 5 * 3, names.Distinct().Count());
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Members_have_the_skills_of_their_shape_and_the_correlation_of_their_cell()
    {
        foreach (var cell in GridCell.All)
        {
            var pool = PoolMember.Pool(cell, members: 5, seed: 7);
            Assert.Equal(cell.Pool == PoolKind.OneModel ? 1 : 5, pool.Length);
            foreach (var (at, member) in pool.Index())
            {
                var range = cell.Shape.Of(at);
                Assert.InRange(member.World.Skill(member.Model, "math"), range.Low - 1e-9, range.High + 1e-9);
                Assert.Equal(cell.Correlation, member.World.ErrorCorrelation(member.Model.Family), 9);
            }
        }
    }

    [Fact]
    public void Families_are_one_or_three()
    {
        var cells = GridCell.All.ToLookup(cell => cell.Pool);

        Assert.Equal(3, Families(cells[PoolKind.ThreeFamilies].First()));
        Assert.Equal(1, Families(cells[PoolKind.OneFamily].First()));
    }

    [Fact]
    public void Questions_that_skills_are_estimated_from_are_never_asked()
    {
        var split = new QuestionSplit(seed: 3, limit: 1_000);
        var probes = split.Asked.Select(question => question.Task).Distinct().SelectMany(split.Probes).ToList();

        Assert.Equal(5 * QuestionSplit.ProbesPerTask, probes.Distinct().Count());
        Assert.Empty(probes.Intersect(split.Asked));
        Assert.Equal(split.Asked, new QuestionSplit(seed: 3, limit: 1_000).Asked);
        Assert.Equal(40, new QuestionSplit(seed: 3, limit: 40).Asked.Count);
    }

    [Fact]
    public void What_is_believed_of_a_model_is_near_its_skill_and_not_the_skill_itself()
    {
        var cell = GridCell.All.First(cell => cell.Shape.Name == "drawn 0.3-0.9");
        var world = new BankWorld(cell, seed: 5, EnsemblesSettings.Default, new QuestionSplit(5, 100));
        var told = new BankWorld(
            cell,
            seed: 5,
            EnsemblesSettings.Default with
            {
                KnowsSkills = true,
            },
            new QuestionSplit(5, 100)
        );

        var off = world.Models("math").Select(model => model.Quality - model.KnownQuality).ToList();
        Assert.All(off, error => Assert.InRange(Math.Abs(error), 1e-6, 0.35));
        Assert.All(told.Models("math"), model => Assert.Equal(model.KnownQuality, model.Quality));
    }

    [Fact]
    public void A_model_says_the_same_to_the_same_sample_and_may_say_something_else_to_another()
    {
        var cell = GridCell.All.First(cell => cell.Pool == PoolKind.OneModel && cell.Correlation == 0);
        var trials = new BankWorld(cell, seed: 5, EnsemblesSettings.Default, new QuestionSplit(5, 40)).Trials.ToList();

        Assert.All(trials, trial => Assert.Equal(trial.Ask(0, 0, null), trial.Ask(0, 0, null)));
        Assert.Contains(trials, trial => Scores(trial).Distinct().Count() == 2);
    }

    private static IEnumerable<double> Scores(ITrial trial) =>
        Enumerable.Range(0, 5).Select(sample => trial.Score(trial.Ask(0, sample, null)!.Text));

    private static int Families(GridCell cell) =>
        PoolMember.Pool(cell, 5, 1).Select(member => member.Model.Family).Distinct().Count();
}
