using Orchestrator.Cli.Evaluate.Ensembles;
using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Ensembles.Report;
using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

public sealed class EnsemblesPictureTests
{
    private const string NoDifference = "#ececec";

    [Fact]
    public void Gains_are_blue_losses_red_and_noise_grey()
    {
        Assert.Equal(["#0b6bcb"], Colours(new Interval(0.2, 0.1, 0.3)));
        Assert.Equal(["#c62828"], Colours(new Interval(-0.2, -0.3, -0.1)));
        Assert.Equal([NoDifference], Colours(new Interval(0.2, -0.1, 0.5)));
    }

    [Fact]
    public void A_name_from_a_file_brings_no_markup_along()
    {
        var svg = Draw("<script>", new Interval(0, 0, 0));

        Assert.Contains("&lt;script&gt;", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
    }

    private static string[] Colours(Interval difference) =>
        [
            .. Draw("math", difference)
                .Split('\n')
                .Where(line => line.StartsWith("<rect x=", StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf("fill=\"", StringComparison.Ordinal) + 6)..^3]),
        ];

    private static string Draw(string task, Interval difference)
    {
        var cell = new CellFigures(
            task,
            1,
            new Dictionary<string, RowFigures>(),
            new Dictionary<RowPair, Interval> { [RowPair.VoteOverSingle] = difference }
        );
        return EnsemblesPicture.Of(new EnsemblesResult([], IsSimulated: false, [cell], cell, []));
    }
}
