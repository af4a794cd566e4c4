namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>
/// Share of calls to the strong model against the part of the gap between both models that is won back: "RouteLLM: Learning
/// to Route LLMs with Preference Data" (Ong et al. 2024), section 4. Rows are asked of the strong model in the order of a
/// router's urgency; rows that it does not tell apart are taken in random order, that is on average.
/// </summary>
internal sealed class GapOrder
{
    private readonly int[] _order;
    private readonly bool[] _endsTie;
    private readonly double[] _gains;
    private readonly int[] _groups;

    /// <param name="urgency">By row; the larger, the earlier.</param>
    /// <param name="gains">By row: score of the strong model less that of the weak one.</param>
    public GapOrder(double[] urgency, double[] gains, int[] groups)
    {
        _order = [.. Enumerable.Range(0, urgency.Length).OrderByDescending(row => urgency[row])];
        _endsTie = new bool[_order.Length];
        for (var i = 0; i < _order.Length; i++)
        {
            _endsTie[i] = i + 1 == _order.Length || urgency[_order[i]] != urgency[_order[i + 1]];
        }

        _gains = gains;
        _groups = groups;
    }

    /// <param name="weights">By group: how often its rows count.</param>
    public GapFigures Figures(ReadOnlySpan<double> weights)
    {
        double calls = 0,
            gap = 0;
        foreach (var row in _order)
        {
            calls += weights[_groups[row]];
            gap += weights[_groups[row]] * _gains[row];
        }

        // Without a gap there is nothing to win back.
        return gap > 0 ? Walk(weights, calls, gap) : GapFigures.None;
    }

    private GapFigures Walk(ReadOnlySpan<double> weights, double calls, double gap)
    {
        double area = 0,
            share = 0,
            won = 0,
            nextShare = 0,
            nextWon = 0,
            half = double.NaN,
            most = double.NaN;
        for (var i = 0; i < _order.Length; i++)
        {
            var weight = weights[_groups[_order[i]]];
            nextShare += weight / calls;
            nextWon += weight * _gains[_order[i]] / gap;
            if (!_endsTie[i])
            {
                continue;
            }

            area += (nextShare - share) * (won + nextWon) / 2;
            half = double.IsNaN(half) ? Crossing(0.5, share, won, nextShare, nextWon) : half;
            most = double.IsNaN(most) ? Crossing(0.8, share, won, nextShare, nextWon) : most;
            (share, won) = (nextShare, nextWon);
        }

        return new GapFigures(area, half, most);
    }

    private static double Crossing(double level, double share, double won, double nextShare, double nextWon) =>
        nextWon < level ? double.NaN : share + ((nextShare - share) * (level - won) / (nextWon - won));
}
