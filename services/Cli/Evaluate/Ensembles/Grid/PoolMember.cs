using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Cli.Evaluate.Ensembles.Grid;

/// <summary>A model and the world that knows its skills: members of a pool differ in their ranges, and in nothing else.</summary>
internal sealed record PoolMember(SimulatedModel Model, SkillWorld World)
{
    private const int Families = 3;

    // Better models are larger: sizes, and so speeds and loads, are those of published ones.
    private static readonly (double SkillMax, string Like)[] _sizes =
    [
        (0.5, "qwen3:4b"),
        (0.7, "qwen3:8b"),
        (1, "qwen3:14b"),
    ];

    public static ImmutableArray<PoolMember> Pool(GridCell cell, int members, long seed) =>
        [.. Enumerable.Range(0, cell.Pool == PoolKind.OneModel ? 1 : members).Select(i => Of(cell, i, seed))];

    public double RightProbability(Question question) => World.RightProbability(Model, question);

    private static PoolMember Of(GridCell cell, int member, long seed)
    {
        var skill = cell.Shape.Of(member);
        var like = ModelCatalogue.Find(_sizes.First(size => skill.At(0.5) <= size.SkillMax).Like)!;
        var family = cell.Pool == PoolKind.ThreeFamilies ? member % Families : 0;
        var model = like with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"member-{member + 1}:{like.Name.Split(':')[1]}"),
            Family = string.Create(CultureInfo.InvariantCulture, $"family-{family + 1}"),
        };
        var ranges = SkillRanges.Default with
        {
            Skill = skill,
            ErrorCorrelation = new ProbabilityRange(cell.Correlation, cell.Correlation),
        };
        return new PoolMember(model.WithDigest(), new SkillWorld(seed, ranges));
    }
}
