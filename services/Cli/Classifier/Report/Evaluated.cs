using Orchestrator.Cli.Classifier.Evaluation;

namespace Orchestrator.Cli.Classifier.Report;

/// <summary>All that an evaluation found.</summary>
/// <param name="OwnTexts">Texts of the own corpus that were learnt from.</param>
internal sealed record Evaluated(
    int OwnTexts,
    IReadOnlyDictionary<(Method Method, Damage Damage), IReadOnlyList<Prediction>> Answers
)
{
    private const int IntervalSeed = 1;

    public IReadOnlyList<Prediction> Headline => Answers[(Method.Production, Damage.None)];

    public Line LineOf(Method method, Damage damage, Func<Prediction, bool>? which = null)
    {
        Prediction[] all = [.. Answers[(method, damage)].Where(which ?? (_ => true))];
        var (low, high) = Scores.Interval(all, IntervalSeed);
        Prediction[] raw = [.. all.Select(one => one.Uncalibrated())];
        return new Line(
            Methods.NameOf(method),
            Damages.NameOf(damage),
            all.Length,
            Scores.Accuracy(all),
            Scores.MacroF1(all),
            low,
            high,
            Scores.CalibrationError(raw),
            Scores.CalibrationError(all)
        );
    }
}

/// <param name="Low">Of the 95 % interval of the macro-F1.</param>
/// <param name="ErrorBefore">Calibration error without the temperature.</param>
internal sealed record Line(
    string Method,
    string Damage,
    int Texts,
    double Accuracy,
    double MacroF1,
    double Low,
    double High,
    double ErrorBefore,
    double ErrorAfter
);
