using System.Collections.Immutable;
using Orchestrator.Profiler.Capability;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Knowledge;

/// <summary>A model's skills: what the table expects, moved by what the probes have shown. Pure.</summary>
internal static class ModelSkills
{
    private const string ProbeSource = "own probes";
    private const string SimulatedSource = "own probes of a simulated model";

    /// <returns>Empty for a model that only embeds.</returns>
    public static ImmutableArray<ModelSkill> Of(
        CapabilityTable table,
        KnownModel model,
        IReadOnlyCollection<ProbeScore> scores
    )
    {
        if (!model.Capabilities.IsEmpty && !model.Capabilities.Contains("completion", StringComparer.Ordinal))
        {
            return [];
        }

        var newest = scores
            .Where(score => score.Digest == model.Digest)
            .GroupBy(score => (score.Task, score.Language))
            .ToDictionary(group => group.Key, group => group.MaxBy(score => score.At)!);
        var facts = new ModelFacts(
            model.Name,
            model.Family,
            ProfileMath.ParametersBillion(model.ParameterSize),
            model.Quantization,
            model.Capabilities
        );
        return
        [
            .. table
                .Estimate(facts)
                .Select(estimate => Skill(estimate, newest.GetValueOrDefault((estimate.Task, estimate.Language)))),
        ];
    }

    private static ModelSkill Skill(CapabilityEstimate estimate, ProbeScore? probe)
    {
        var prior = new Belief(estimate.Score, estimate.StandardError);
        var belief = probe is null ? prior : CapabilityBlend.Blend(prior, probe.Belief);
        var (low, high) = probe?.Interval ?? (0, 0);
        return new ModelSkill(
            estimate.Task,
            estimate.Language,
            belief.Score,
            belief.StandardError,
            (uint)(probe?.Correct ?? 0),
            (uint)(probe?.Total ?? 0),
            low,
            high,
            probe is null ? estimate.Sources : [.. estimate.Sources, probe.IsSimulated ? SimulatedSource : ProbeSource]
        );
    }
}
