using System.Globalization;
using System.Net;
using System.Text;
using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Ensembles.Grid;

namespace Orchestrator.Cli.Evaluate.Ensembles.Report;

/// <summary>
/// What a vote gains over the best single model, as an SVG picture: a panel for each kind of pool, skills downwards, correlations across.
/// Blue gains, red loses; grey is within noise. Recorded answers have one column of tasks.
/// </summary>
internal sealed class EnsemblesPicture
{
    private const int CellWidth = 62;
    private const int CellHeight = 30;
    private const int Left = 130;
    private const int Top = 92;
    private const int PanelGap = 24;
    private const int Footer = 44;

    /// <summary>A difference of so much has the full colour.</summary>
    private const double Full = 0.15;

    private readonly StringBuilder _svg = new();
    private readonly RowPair _pair;

    private EnsemblesPicture(RowPair pair) => _pair = pair;

    public static string Of(EnsemblesResult result) => new EnsemblesPicture(RowPair.VoteOverSingle).Draw(result);

    private string Draw(EnsemblesResult result)
    {
        var panels = Panels(result);
        var rows = panels.Max(panel => panel.Rows.Count);
        var width = Left + panels.Sum(panel => (panel.Columns.Count * CellWidth) + PanelGap);
        var height = Top + (rows * CellHeight) + Footer;
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n"
        );
        Text(12, 22, $"Points that {_pair.Row} gains over {_pair.Against}", "#202020");
        Text(12, 40, result.IsSimulated ? "simulated question bank" : "recorded answers", "#606060");
        var x = Left;
        foreach (var panel in panels)
        {
            Panel(panel, x, isFirst: x == Left);
            x += (panel.Columns.Count * CellWidth) + PanelGap;
        }

        Text(12, height - 14, "blue: better, red: worse by more than noise; grey: within noise", "#606060");
        return _svg.Append("</svg>\n").ToString();
    }

    private static List<PicturePanel> Panels(EnsemblesResult result)
    {
        if (result.Places.Count == 0)
        {
            var tasks = result.Cells.ToDictionary(cell => (cell.Name, ""), cell => cell);
            return [new PicturePanel("", [.. result.Cells.Select(cell => cell.Name)], [""], tasks)];
        }

        return
        [
            .. result
                .Places.Zip(result.Cells)
                .GroupBy(pair => pair.First.Pool)
                .Select(pool => new PicturePanel(
                    pool.Key.NameOf(),
                    [.. pool.Select(pair => pair.First.Shape.Name).Distinct()],
                    [.. pool.Select(pair => Column(pair.First)).Distinct()],
                    pool.ToDictionary(pair => (pair.First.Shape.Name, Column(pair.First)), pair => pair.Second)
                )),
        ];
    }

    private static string Column(GridCell cell) => cell.Correlation.ToString(CultureInfo.InvariantCulture);

    private void Panel(PicturePanel panel, int left, bool isFirst)
    {
        Text(left, Top - 26, panel.Name, "#202020");
        foreach (var (at, column) in panel.Columns.Index())
        {
            Text(left + (at * CellWidth) + (CellWidth / 2), Top - 8, column, "#606060", "middle");
        }

        foreach (var (at, row) in panel.Rows.Index())
        {
            var y = Top + (at * CellHeight);
            if (isFirst)
            {
                Text(left - 8, y + 20, row, "#404040", "end");
            }

            foreach (var (across, column) in panel.Columns.Index())
            {
                if (panel.Cells.TryGetValue((row, column), out var cell))
                {
                    Cell(cell, left + (across * CellWidth), y);
                }
            }
        }
    }

    private void Cell(CellFigures cell, int x, int y)
    {
        var difference = cell.Differences[_pair];
        var verdict = IntervalVerdict.Of(difference);
        var strength = Math.Clamp(Math.Abs(difference.Value) / Full, 0.12, 1);
        var colour = verdict switch
        {
            Verdict.Better => Mixed(strength, 0x0B, 0x6B, 0xCB),
            Verdict.Worse => Mixed(strength, 0xC6, 0x28, 0x28),
            _ => "#ececec",
        };
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{x}\" y=\"{y}\" width=\"{CellWidth - 2}\" height=\"{CellHeight - 2}\" fill=\"{colour}\"/>\n"
        );
        var isDark = verdict != Verdict.Undecided && strength > 0.6;
        var shown = Points.Number(difference.Value * 100, "+0.0;-0.0;0.0");
        Text(x + (CellWidth / 2) - 1, y + 19, shown, isDark ? "#ffffff" : "#202020", "middle");
    }

    private static string Mixed(double strength, int red, int green, int blue)
    {
        int Of(int value) => (int)Math.Round(255 - (strength * (255 - value)));
        return string.Create(CultureInfo.InvariantCulture, $"#{Of(red):x2}{Of(green):x2}{Of(blue):x2}");
    }

    private void Text(double x, double y, string text, string colour, string anchor = "start") =>
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:f0}\" y=\"{y:f0}\" fill=\"{colour}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n"
        );

    /// <param name="Cells">By row, then by column.</param>
    private sealed record PicturePanel(
        string Name,
        IReadOnlyList<string> Rows,
        IReadOnlyList<string> Columns,
        IReadOnlyDictionary<(string, string), CellFigures> Cells
    );
}
