using System.Globalization;
using System.Net;
using System.Text;
using Orchestrator.Cli.Evaluate.Measures;
using Orchestrator.Files;

namespace Orchestrator.Cli.Evaluate.Report;

/// <summary>Score over cost, as an SVG picture: a line for each router, a dot for each model.</summary>
internal sealed class RoutingPicture
{
    private const int Width = 760;
    private const int Height = 440;
    private const int Margin = 60;
    private const int Ticks = 5;

    private static readonly (string Name, string Colour)[] _lines =
    [
        (RowNames.Oracle, "#8a8a8a"),
        (RowNames.Learned, "#0b6bcb"),
        (RowNames.Length, "#c2571a"),
    ];

    private readonly StringBuilder _svg = new();
    private readonly CostPoint[] _models;
    private readonly double _costMax;
    private readonly double _scoreMin;
    private readonly double _scoreMax;

    private RoutingPicture(RoutingResult result)
    {
        _models = result.Scene.Singles(DomainBootstrap.Weights(result.Set.Domains.Length, 1));
        CostPoint[] all = [.. _models, .. result.Curves.Values.SelectMany(points => points)];
        _costMax = Math.Max(all.Max(point => point.Cost) * 1.05, double.Epsilon);
        _scoreMin = Math.Floor(all.Min(point => point.Score) * 10) / 10;
        _scoreMax = Math.Max(Math.Ceiling(all.Max(point => point.Score) * 10) / 10, _scoreMin + 0.1);
    }

    public static string Of(RoutingResult result) => new RoutingPicture(result).Draw(result);

    private string Draw(RoutingResult result)
    {
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n"
        );
        Axes(result.Set.HasDollars ? "average cost per prompt, dollars" : "average cost per prompt, assumed");
        var row = 0;
        foreach (var (name, colour) in _lines.Where(line => result.Curves.ContainsKey(line.Name)))
        {
            Line(result.Curves[name], colour);
            Text(Width - 170, Height - Margin - 20 - (row++ * 18), name, colour);
        }

        for (var model = 0; model < _models.Length; model++)
        {
            Dot(_models[model], Quoted.Of(result.Set.Models[model]).Trim('\''));
        }

        return _svg.Append("</svg>\n").ToString();
    }

    private void Axes(string caption)
    {
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var share = (double)tick / Ticks;
            var score = _scoreMin + (share * (_scoreMax - _scoreMin));
            var cost = share * _costMax;
            var (x, y) = (X(cost), Y(score));
            _svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{Margin} {y:f1}H{Width - Margin}\" stroke=\"#e0e0e0\"/>\n"
            );
            Text(12, y + 4, score.ToString("f2", CultureInfo.InvariantCulture), "#404040");
            Text(x - 12, Height - Margin + 18, cost.ToString("g3", CultureInfo.InvariantCulture), "#404040");
        }

        Text(Margin, Height - 16, caption, "#404040");
        Text(12, 24, "average score", "#404040");
    }

    private void Line(CostPoint[] points, string colour)
    {
        var path = string.Join(
            'L',
            points.Select(point =>
                string.Create(CultureInfo.InvariantCulture, $"{X(point.Cost):f1} {Y(point.Score):f1}")
            )
        );
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<path d=\"M{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n"
        );
    }

    private void Dot(CostPoint point, string name)
    {
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{X(point.Cost):f1}\" cy=\"{Y(point.Score):f1}\" r=\"4\" fill=\"#202020\"/>\n"
        );
        var isRight = X(point.Cost) > Width / 2;
        Text(X(point.Cost) + (isRight ? -8 : 8), Y(point.Score) + 4, name, "#202020", isRight ? "end" : "start");
    }

    private void Text(double x, double y, string text, string colour, string anchor = "start") =>
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:f1}\" y=\"{y:f1}\" fill=\"{colour}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n"
        );

    private double X(double cost) => Margin + (cost / _costMax * (Width - (2 * Margin)));

    private double Y(double score) =>
        Height - Margin - ((score - _scoreMin) / (_scoreMax - _scoreMin) * (Height - (2 * Margin)));
}
