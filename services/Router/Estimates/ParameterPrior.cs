using Orchestrator.Router.Classification;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Estimates;

/// <summary>
/// The quality of a model of which the profiler says nothing (yet), on the scale of the profiler's skills: 0.6 for ten billion
/// parameters. The two slopes are the profiler's table (docs/models.md) at 1, 10 and 70 billion parameters of an unknown
/// family: 0.33, 0.60 and 0.73. Larger is never worse.
/// </summary>
internal static class ParameterPrior
{
    /// <summary>What a model of unknown size is taken for.</summary>
    public const double UnknownBillions = 4;

    private const double TenBillion = 0.6;
    private const double PerDecadeBelow = 1.13;
    private const double PerDecadeAbove = 0.72;

    private const double BillionsMin = 0.05;
    private const double BillionsMax = 2_000;

    // The same log-odds that the profiler gives for a purpose; the names of families are a hint, no measurement.
    private const double FamilyGain = 0.4;
    private const double KoreanGain = 0.3;

    private const double Error = 0.2;

    /// <param name="billions">0 while unknown.</param>
    public static QualityEstimate Of(double billions, ModelTraits traits, TaskType task, TextLanguage language)
    {
        var known = billions > 0 ? Math.Clamp(billions, BillionsMin, BillionsMax) : UnknownBillions;
        var decades = Math.Log10(known / 10);
        var ability =
            LogOdds.OfShare(TenBillion)
            + (decades * (decades < 0 ? PerDecadeBelow : PerDecadeAbove))
            + (FamilyGain * traits.TaskFit[(int)task])
            + (language is TextLanguage.Korean or TextLanguage.Mixed ? KoreanGain * traits.KoreanFit : 0);
        return new QualityEstimate(LogOdds.ToShare(ability), Error, QualitySources.Parameters);
    }
}
