using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Evaluate.Report;

/// <summary>Says of a difference whether it is one.</summary>
internal static class Verdicts
{
    public const string Better = "better";
    public const string Worse = "worse";
    public const string Undecided = "undecided";

    public static string Of(Comparison comparison)
    {
        var difference = comparison.Difference;
        var isMore = difference.Low > 0;
        var isLess = difference.High < 0;
        return (isMore, isLess, comparison.Metric.IsCost()) switch
        {
            (true, _, false) or (_, true, true) => Better,
            (true, _, true) or (_, true, false) => Worse,
            _ => Undecided,
        };
    }
}
