using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Figures;

/// <summary>What all rows made of all questions; questions of one draw (a world and a task) stand together.</summary>
internal sealed class Tally(IReadOnlyList<string> rows)
{
    private readonly Dictionary<string, int> _places = rows.Index()
        .ToDictionary(row => row.Item, row => row.Index, StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<RowOutcome[]>> _draws = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Rows => rows;

    /// <summary>All of them as one; their draws stay apart.</summary>
    public static Tally Of(IReadOnlyList<Tally> tallies)
    {
        var whole = new Tally(tallies[0].Rows);
        foreach (var (at, tally) in tallies.Index())
        {
            foreach (var (draw, outcomes) in tally._draws)
            {
                whole._draws.Add($"{at:d6} {draw}", outcomes);
            }
        }

        return whole;
    }

    public int Questions => _draws.Values.Sum(draw => draw.Count);

    public IEnumerable<RowOutcome[]> All => _draws.Values.SelectMany(draw => draw);

    /// <param name="draw">Names what was drawn together: skills hold for one world and one task.</param>
    public void Add(string draw, IReadOnlyDictionary<string, RowOutcome> outcomes)
    {
        if (!_draws.TryGetValue(draw, out var list))
        {
            _draws[draw] = list = [];
        }

        list.Add([.. rows.Select(row => outcomes[row])]);
    }

    public int PlaceOf(string row) => _places[row];

    /// <summary>By draw, then by question.</summary>
    public double[][] Scores(string row) =>
        [.. _draws.Values.Select(draw => draw.Select(outcomes => outcomes[_places[row]].Score).ToArray())];

    public double[][] Differences(RowPair pair)
    {
        var (row, against) = (_places[pair.Row], _places[pair.Against]);
        return
        [
            .. _draws.Values.Select(draw =>
                draw.Select(outcomes => outcomes[row].Score - outcomes[against].Score).ToArray()
            ),
        ];
    }

    public double Mean(string row, Func<RowOutcome, double> figure) =>
        All.Select(outcomes => figure(outcomes[_places[row]])).DefaultIfEmpty(double.NaN).Average();
}
