using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Tests.Evaluate;

public sealed class GapOrderTests
{
    private static readonly double[] _once = [1];

    [Fact]
    public void A_router_that_tells_nothing_apart_is_what_lots_are()
    {
        var figures = Figures(urgency: [5, 5, 5, 5], gains: [1, 0, 0, 1]);

        Assert.Equal((0.5, 0.5, 0.8), Rounded(figures));
    }

    [Fact]
    public void Every_call_to_the_strong_model_is_well_spent_when_the_rows_that_gain_come_first()
    {
        // Half of the rows gain: a straight way up to the middle, then level. The area is 1/4 + 1/2.
        var figures = Figures(urgency: [1, 4, 2, 3], gains: [0, 1, 0, 1]);

        Assert.Equal((0.75, 0.25, 0.4), Rounded(figures));
    }

    [Fact]
    public void A_single_row_that_gains_all_and_comes_first_wins_nearly_everything()
    {
        var urgency = Enumerable.Range(0, 1000).Select(row => -(double)row).ToArray();
        var gains = urgency.Select(of => of == 0 ? 1.0 : 0).ToArray();

        Assert.Equal(1, Figures(urgency, gains).Apgr, 0.001);
    }

    [Fact]
    public void An_order_upside_down_is_as_far_below_chance_as_the_right_one_is_above()
    {
        double[] urgency = [1, 2, 3, 4, 5];
        double[] gains = [0.2, -0.1, 0.4, 0, 1];

        var right = Figures(urgency, gains).Apgr;
        var wrong = Figures([.. urgency.Select(of => -of)], gains).Apgr;

        Assert.Equal(1, right + wrong, 1e-12);
    }

    [Fact]
    public void Where_the_strong_model_is_no_better_there_is_nothing_to_win_back()
    {
        var figures = Figures(urgency: [1, 2], gains: [1, -1]);

        Assert.True(double.IsNaN(figures.Apgr) && double.IsNaN(figures.Cpt50) && double.IsNaN(figures.Cpt80));
    }

    [Fact]
    public void A_domain_that_counts_twice_is_the_same_as_its_rows_twice()
    {
        double[] urgency = [4, 3, 2, 1];
        double[] gains = [1, 0, 0, 1];
        var weighted = new GapOrder(urgency, gains, [0, 1, 1, 0]).Figures([1, 2]);
        var repeated = new GapOrder([.. urgency, 3, 2], [.. gains, 0, 0], [0, 0, 0, 0, 0, 0]).Figures(_once);

        Assert.Equal(repeated.Apgr, weighted.Apgr, 1e-12);
    }

    private static GapFigures Figures(double[] urgency, double[] gains) =>
        new GapOrder(urgency, gains, new int[urgency.Length]).Figures(_once);

    private static (double Apgr, double Cpt50, double Cpt80) Rounded(GapFigures figures) =>
        (Math.Round(figures.Apgr, 9), Math.Round(figures.Cpt50, 9), Math.Round(figures.Cpt80, 9));
}
