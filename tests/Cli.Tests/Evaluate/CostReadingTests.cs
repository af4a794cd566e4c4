using Orchestrator.Cli.Evaluate.Measures;
using Orchestrator.Cli.Evaluate.Outcomes;

namespace Orchestrator.Cli.Tests.Evaluate;

public sealed class CostReadingTests
{
    private static readonly CostPoint[] _singles = [new(1, 0.4), new(2, 0.3), new(5, 0.8)];

    [Fact]
    public void The_best_single_model_costs_no_more_than_the_budget()
    {
        Assert.Equal(0, CostReading.BestSingle(_singles, 4.9));
        Assert.Equal(2, CostReading.BestSingle(_singles, 5));
        Assert.Equal(0, CostReading.BestSingle(_singles, 0.5));
    }

    [Fact]
    public void The_best_mix_spends_the_budget_between_the_two_models_that_give_most_for_it()
    {
        var mix = CostReading.BestMix(_singles, 3);

        Assert.Equal(new ModelMix(0, 2, 0.5), mix);
        Assert.Equal(0.6, CostReading.Mix(_singles[0], _singles[2], 3).Score, 1e-9);
    }

    [Fact]
    public void A_router_is_read_where_its_curve_meets_the_budget_and_at_its_dearest_where_it_never_spends_so_much()
    {
        CostPoint[] curve = [new(4, 0.9), new(2, 0.5), new(1, 0.1)];

        Assert.Equal(new CostPoint(4, 0.9), CostReading.OnCurve(curve, 10));
        Assert.Equal(0.7, CostReading.OnCurve(curve, 3).Score, 1e-9);
        Assert.Equal(new CostPoint(1, 0.1), CostReading.OnCurve(curve, 1));
    }

    [Fact]
    public void An_average_over_all_budgets_is_the_area_below()
    {
        var budgets = new Budgets(Least: 2, Most: 4);

        Assert.Equal(0.3, budgets.Average((share, cost) => new CostPoint(cost, share * 0.6)), 1e-9);
        Assert.True(double.IsNaN(new Budgets(4, 4).Average((_, cost) => new CostPoint(cost, 1))));
    }

    [Theory]
    [InlineData("qwen2.5-7b-instruct", 7)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", 56)]
    [InlineData("llama3-chatqa-1.5-70b", 70)]
    [InlineData("smollm:0.36b", 0.36)]
    [InlineData("gpt-4-1106-preview", 0)]
    [InlineData("claude-3b5", 0)]
    public void A_name_says_how_many_parameters_a_model_has_or_does_not(string model, double billions) =>
        Assert.Equal(billions, CostTable.BillionsOf(model));
}
