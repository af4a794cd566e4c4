using Orchestrator.Profiler.Capability;
using Orchestrator.Profiler.Knowledge;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Tests.Knowledge;

public sealed class ModelSkillsTests
{
    private static readonly KnownModel _model = Reports.Model("qwen3:8b");

    private static ProbeScore Score(int correct, string digest = "digest-qwen3:8b", int day = 0) =>
        new(digest, "math", "ko", "v", correct, 9, 0, IsSimulated: false, Reports.Now.AddDays(day));

    private static ModelSkill Math(params ProbeScore[] scores) =>
        ModelSkills
            .Of(CapabilityTable.Standard, _model, scores)
            .Single(skill => (skill.Task, skill.Language) == ("math", "ko"));

    [Fact]
    public void Without_probes_the_table_speaks_alone()
    {
        var skill = Math();

        Assert.Equal((0u, 0u), (skill.Probes, skill.ProbesRight));
        Assert.Equal(30, ModelSkills.Of(CapabilityTable.Standard, _model, []).Length);
    }

    [Fact]
    public void Probes_move_the_score_towards_what_they_showed_and_make_it_surer()
    {
        var (table, good, bad) = (Math(), Math(Score(9)), Math(Score(1)));

        Assert.True(bad.Score < table.Score && table.Score < good.Score);
        Assert.True(good.StandardError < table.StandardError);
        Assert.Equal((9u, 1u), (bad.Probes, bad.ProbesRight));
        Assert.InRange(1 / 9.0, bad.ProbeLow, bad.ProbeHigh);
    }

    [Fact]
    public void The_newest_score_of_these_weights_counts()
    {
        Assert.Equal(Math(Score(9, day: 1)).Score, Math(Score(1), Score(9, day: 1)).Score);
        Assert.Equal(Math().Score, Math(Score(9, digest: "other")).Score);
    }

    [Fact]
    public void A_model_that_only_embeds_has_no_skills() =>
        Assert.Empty(ModelSkills.Of(CapabilityTable.Standard, _model with { Capabilities = ["embedding"] }, []));
}
