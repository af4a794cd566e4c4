using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Budget;

public sealed class BudgetMeterTests
{
    private static readonly RunBudgetOptions Most = new()
    {
        Calls = 10,
        Tokens = 10_000,
        GpuSeconds = 100,
    };

    [Fact]
    public void A_request_may_ask_for_less_and_never_for_more()
    {
        var wish = new RunBudget
        {
            Calls = 3,
            Tokens = 1_000_000,
            GpuSeconds = 7,
        };

        var limits = BudgetLimits.Of(wish, Most);

        Assert.Equal(new BudgetLimits(3, 10_000, 7, Most.WallTime), limits);
        Assert.Equal(new BudgetLimits(10, 10_000, 100, Most.WallTime), BudgetLimits.Of(null, Most));
    }

    [Fact]
    public void Steps_in_parallel_put_their_calls_aside_and_get_no_more_than_there_are()
    {
        var meter = Meter(calls: 2);

        using var first = meter.TryReserve(10, 100);
        using var second = meter.TryReserve(10, 100);

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(meter.TryReserve(10, 100));
        Assert.Equal(0, meter.Left(TimeSpan.Zero).Calls);
    }

    [Fact]
    public void A_call_that_was_not_made_goes_back_and_is_there_for_the_next()
    {
        var meter = Meter(calls: 1);
        meter.TryReserve(10, 100)?.Dispose();

        Assert.Equal((1, 1_000L), (meter.Left(TimeSpan.Zero).Calls, meter.Left(TimeSpan.Zero).Tokens));
        using var next = meter.TryReserve(10, 100);
        Assert.NotNull(next);
    }

    [Fact]
    public void What_a_step_has_really_used_counts_once_it_is_over()
    {
        var meter = Meter();
        using var share = meter.TryReserve(10, 100);
        Assert.NotNull(share);
        Assert.Equal(890, meter.Left(TimeSpan.Zero).Tokens);

        meter.Settle(share, Used(prompt: 20, output: 30, gpu: 4));

        var left = meter.Left(TimeSpan.FromSeconds(1));
        Assert.Equal(new BudgetLeft(9, 950, 6, TimeSpan.FromSeconds(1)), left);
    }

    [Fact]
    public void An_answer_is_limited_to_the_tokens_that_are_left()
    {
        using var share = Meter(tokens: 60).TryReserve(promptTokens: 10, wanted: 500);

        Assert.Equal(50u, share?.MaxTokens);
    }

    [Fact]
    public void An_answer_without_a_limit_gets_one_only_where_few_tokens_are_left()
    {
        using var enough = Meter(tokens: 1_000).TryReserve(10, wanted: null);
        using var few = Meter(tokens: 100).TryReserve(10, wanted: null);

        Assert.Equal((null, 90u), (enough?.MaxTokens, few?.MaxTokens));
    }

    [Fact]
    public void An_answer_without_a_limit_goes_on_until_all_tokens_are_used_by_it_or_by_others()
    {
        var meter = Meter(tokens: 1_000);
        using var share = meter.TryReserve(0, wanted: null);
        using var other = meter.TryReserve(0, wanted: 300);
        Assert.NotNull(share);

        var tokens = 0;
        while (share.MayGoOn(tokens + 1))
        {
            tokens++;
        }

        Assert.Equal(700, tokens);
        Assert.Equal(0, meter.Left(TimeSpan.Zero).Tokens);
    }

    [Theory]
    [InlineData(0, 0, 10)]
    [InlineData(990, 0, 0)]
    [InlineData(0, 10, 0)]
    public void Beyond_any_of_its_limits_a_run_gets_no_call(int tokens, double gpu, int calls)
    {
        var meter = Meter();
        meter.Spend(Used(tokens, 0, gpu) with { Calls = calls });

        Assert.Null(meter.TryReserve(0, wanted: null));
    }

    [Fact]
    public void What_was_used_beyond_the_budget_leaves_nothing_and_not_less()
    {
        var meter = Meter();
        meter.Spend(Used(5_000, 5_000, 99) with { Calls = 99 });

        Assert.Equal(new BudgetLeft(0, 0, 0, TimeSpan.Zero), meter.Left(TimeSpan.FromSeconds(-1)));
    }

    private static BudgetMeter Meter(int calls = 10, long tokens = 1_000) =>
        new(new BudgetLimits(calls, tokens, 10, TimeSpan.FromMinutes(1)), answerTokens: 200);

    private static StepResult Used(int prompt, int output, double gpu) =>
        new()
        {
            Step = "s",
            Model = "a:1",
            PromptTokens = prompt,
            OutputTokens = output,
            GpuSeconds = gpu,
        };
}
