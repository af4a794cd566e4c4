using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Profiler.Capability;

namespace Orchestrator.Profiler.Tests.Capability;

public sealed class CapabilityBlendTests
{
    private static readonly Gen<Belief> _beliefs =
        from score in Gen.Choose(0, 1000)
        from error in Gen.Choose(0, 500)
        select new Belief(score / 1000.0, error / 1000.0);

    private static void ForAll(Func<Belief, Belief, bool> rule) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(_beliefs.Two().ToArbitrary(), pair => rule(pair.Item1, pair.Item2))
        );

    [Fact]
    public void The_blend_lies_between_what_was_expected_and_what_was_seen() =>
        ForAll(
            (prior, probe) =>
            {
                var score = CapabilityBlend.Blend(prior, probe).Score;
                return score >= Math.Min(prior.Score, probe.Score) - 1e-12
                    && score <= Math.Max(prior.Score, probe.Score) + 1e-12;
            }
        );

    [Fact]
    public void A_probe_never_makes_a_belief_less_certain() =>
        ForAll(
            (prior, probe) =>
                CapabilityBlend.Blend(prior, probe).StandardError <= Math.Max(0.001, prior.StandardError) + 1e-12
        );

    [Fact]
    public void A_surer_probe_pulls_harder() =>
        ForAll(
            (prior, probe) =>
            {
                var vague = CapabilityBlend.Blend(prior, probe with { StandardError = probe.StandardError + 0.1 });
                var sharp = CapabilityBlend.Blend(prior, probe);
                return Math.Abs(sharp.Score - probe.Score) <= Math.Abs(vague.Score - probe.Score) + 1e-12;
            }
        );

    [Fact]
    public void However_long_a_probe_is_the_difference_of_the_scales_remains()
    {
        var belief = CapabilityBlend.Blend(new Belief(0.5, 0.5), new Belief(0.9, 0));

        Assert.InRange(belief.StandardError, 0.9 * CapabilityBlend.ScaleError, CapabilityBlend.ScaleError);
    }
}
