using Orchestrator.Cli.Evaluate.Ensembles.Rows;

namespace Orchestrator.Cli.Evaluate.Ensembles.Figures;

/// <summary>Questions for which the router expected about the same gain, and what several answers gained there.</summary>
internal sealed record GainBin(double From, double To, int Questions, double Expected, double Measured, double Chosen)
{
    private static readonly double[] _edges = [double.NegativeInfinity, -0.02, 0, 0.01, 0.02, 0.04, 0.08, 1];

    /// <summary>Bins without questions are left out.</summary>
    public static IReadOnlyList<GainBin> Of(IReadOnlyList<Tally> tallies)
    {
        var bins = new List<GainBin>();
        for (var i = 0; i + 1 < _edges.Length; i++)
        {
            var (from, to) = (_edges[i], _edges[i + 1]);
            var found = tallies
                .SelectMany(tally => tally.All.Select(outcomes => Of(tally, outcomes)))
                .Where(question => question.Expected >= from && question.Expected < to)
                .ToList();
            if (found.Count > 0)
            {
                bins.Add(
                    new GainBin(
                        from,
                        to,
                        found.Count,
                        found.Average(question => question.Expected),
                        found.Average(question => question.Measured),
                        found.Average(question => question.Chosen)
                    )
                );
            }
        }

        return bins;
    }

    private static (double Expected, double Measured, double Chosen) Of(Tally tally, Trials.RowOutcome[] outcomes)
    {
        var auto = outcomes[tally.PlaceOf(EnsembleRows.Auto)];
        var ensemble = outcomes[tally.PlaceOf(EnsembleRows.Ensemble)];
        var single = outcomes[tally.PlaceOf(EnsembleRows.BestSingle)];
        return (auto.ExpectedGain, ensemble.Score - single.Score, auto.IsSeveral ? 1 : 0);
    }
}
