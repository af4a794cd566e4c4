using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Evaluate.Ensembles.Figures;

/// <summary>Whether a difference is more than noise: 95 % of the resamples are on one side of zero.</summary>
internal enum Verdict
{
    Better,
    Undecided,
    Worse,
}

internal static class IntervalVerdict
{
    public static Verdict Of(Interval difference) =>
        difference.Low > 0 ? Verdict.Better
        : difference.High < 0 ? Verdict.Worse
        : Verdict.Undecided;
}
