using System.Globalization;
using System.Text;
using Orchestrator.Cli.Classifier.Evaluation;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Report;

/// <summary>Which class is taken for which, as an SVG: a row for each label, darker where more of the row is.</summary>
internal static class ConfusionPicture
{
    private const int Cell = 44;
    private const int Left = 200;
    private const int Top = 150;
    private const int DarkFrom = 50;
    private const int Percent = 100;

    public static string Draw(IReadOnlyList<Prediction> predictions)
    {
        var confusion = Scores.Confusion(predictions);
        var side = TaskNames.Count * Cell;
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + side + 20} {Top + side + 20}" font-family="sans-serif" font-size="12">"""
        );
        svg.Append("\n<title>Rows: labels. Columns: what was said. Numbers: texts.</title>\n");
        svg.Append("""<rect width="100%" height="100%" fill="white"/>""").Append('\n');
        for (var row = 0; row < TaskNames.Count; row++)
        {
            Heading(svg, row);
            for (var column = 0; column < TaskNames.Count; column++)
            {
                Square(svg, confusion, row, column);
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Heading(StringBuilder svg, int task)
    {
        var middle = (task * Cell) + (Cell / 2);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <text x="{Left - 8}" y="{Top + middle + 4}" text-anchor="end">{TaskNames.All[task]}</text>
            <text transform="translate({Left + middle + 4},{Top - 8}) rotate(-45)">{TaskNames.All[task]}</text>

            """
        );
    }

    private static void Square(StringBuilder svg, int[,] confusion, int row, int column)
    {
        var all = Enumerable.Range(0, TaskNames.Count).Sum(i => confusion[row, i]);
        var count = confusion[row, column];
        var share = all == 0 ? 0 : Percent * count / all;
        var (x, y) = (Left + (column * Cell), Top + (row * Cell));
        var colour = row == column ? "42,110,63" : "178,56,40";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""<rect x="{x}" y="{y}" width="{Cell - 1}" height="{Cell - 1}" fill="rgba({colour},{share / (double)Percent:F2})" stroke="#ddd"/>"""
        );
        if (count > 0)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<text x="{x + (Cell / 2)}" y="{y + (Cell / 2) + 4}" text-anchor="middle" fill="{(share >= DarkFrom ? "white" : "black")}">{count}</text>"""
            );
        }

        svg.Append('\n');
    }
}
