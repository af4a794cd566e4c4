using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Grpc;

namespace Orchestrator.EnsembleWorker.Tests.Grpc;

public sealed class RunTermsRuleTests
{
    [Theory]
    [InlineData("budget.calls", 0, 1, 1, 1)]
    [InlineData("budget.tokens", 1, 0, 1, 1)]
    [InlineData("budget.gpu_seconds", 1, 1, 0, 1)]
    [InlineData("budget.gpu_seconds", 1, 1, -1, 1)]
    [InlineData("budget.gpu_seconds", 1, 1, double.NaN, 1)]
    [InlineData("budget.gpu_seconds", 1, 1, double.PositiveInfinity, 1)]
    [InlineData("budget.wall_time", 1, 1, 1, 0)]
    [InlineData("budget.wall_time", 1, 1, 1, -5)]
    [InlineData("budget.wall_time", 1, 1, 1, long.MaxValue)]
    [InlineData(null, 1, 1, 0.001, 1)]
    public void A_budget_of_nothing_is_refused_by_name(string? field, uint calls, ulong tokens, double gpu, long wall)
    {
        var budget = new RunBudget
        {
            Calls = calls,
            Tokens = tokens,
            GpuSeconds = gpu,
            WallTime = new Duration { Seconds = wall },
        };

        Assert.Equal(field, Check(new StartRunRequest { Budget = budget }));
    }

    [Theory]
    [InlineData(0, 0, "deadline")]
    [InlineData(-1, 0, "deadline")]
    [InlineData(1, -1, "deadline")]
    [InlineData(1, 2_000_000_000, "deadline")]
    [InlineData(0, 1, null)]
    public void A_deadline_is_a_time_above_zero(long seconds, int nanos, string? field) =>
        Assert.Equal(
            field,
            Check(
                new StartRunRequest
                {
                    Deadline = new Duration { Seconds = seconds, Nanos = nanos },
                }
            )
        );

    [Fact]
    public void What_is_expected_of_models_is_about_models_of_the_run()
    {
        var outlook = new ModelOutlook { Model = "A:1" };

        Assert.Null(Check(new StartRunRequest { Models = { "a:1", "b:1" }, Outlooks = { outlook } }));
        Assert.Equal("outlooks", Check(new StartRunRequest { Models = { "a:1" }, Outlooks = { outlook, outlook } }));
        Assert.Equal("outlooks[0].model", Check(new StartRunRequest { Models = { "c:1" }, Outlooks = { outlook } }));
    }

    [Fact]
    public void Members_and_weights_have_their_ranges()
    {
        Assert.Null(Check(new StartRunRequest { Members = 4 }));
        Assert.Equal("members", Check(new StartRunRequest { Members = 5 }));
        Assert.Equal("latency_weight", Check(new StartRunRequest { LatencyWeight = -1 }));
        Assert.Equal("cost_weight", Check(new StartRunRequest { CostWeight = double.NaN }));
    }

    private static string? Check(StartRunRequest request) => RunTermsRule.Check(request, maxModels: 4)?.Field;
}
