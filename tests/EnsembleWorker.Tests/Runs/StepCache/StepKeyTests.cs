using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.StepCache;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Runs.StepCache;

public sealed class StepKeyTests
{
    [Fact]
    public void The_same_step_of_another_run_has_the_same_key_under_any_name() =>
        Assert.Equal(Key(Run("run-1"), Order()), Key(Run("run-2"), Order() with { Name = "other", Role = "judge" }));

    [Fact]
    public void Whatever_may_change_the_answer_changes_the_key()
    {
        string?[] keys =
        [
            Key(Run(), Order()),
            Key(Run(tenant: "t"), Order()),
            Key(Run(), Order() with { Model = "b:1" }),
            Key(Run(), Order() with { JsonSchema = "{}" }),
            Key(
                Run(),
                Order() with
                {
                    Sampling = new Sampling { Temperature = 0, MaxTokens = 5 },
                }
            ),
            Key(Run(), Order() with { Sampling = new Sampling { Seed = 1 } }),
            Key(Run(), Order() with { Sampling = new Sampling { Seed = 2 } }),
            Key(Run(), Order("Hi!")),
            Key(Run(), Order("H", "i")),
            Key(Run(), Order() with { Messages = [new Message { Role = "system", Content = "Hi" }] }),
        ];

        Assert.All(keys, Assert.NotNull);
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void A_step_whose_answer_may_differ_each_time_has_none()
    {
        Assert.Null(Key(Run(), Order() with { Sampling = new Sampling() }));
        Assert.Null(Key(Run(), Order() with { Sampling = new Sampling { Temperature = 0.7 } }));
        Assert.NotNull(
            Key(
                Run(),
                Order() with
                {
                    Sampling = new Sampling { Temperature = 0.7, Seed = 0 },
                }
            )
        );
    }

    [Fact]
    public void With_sampled_steps_two_members_of_one_run_do_not_share_an_answer()
    {
        var order = Order() with { Sampling = new Sampling() };

        var first = StepKey.Of(Run(), order, sampled: true);
        var second = StepKey.Of(Run(), order with { Name = "member-2" }, sampled: true);

        Assert.NotNull(first);
        Assert.NotEqual(first, second);
    }

    private static string? Key(StartRunRequest run, StepOrder order) => StepKey.Of(run, order, sampled: false);

    private static StartRunRequest Run(string id = "run-1", string tenant = "") =>
        new() { RunId = id, Tenant = tenant };

    private static StepOrder Order(params string[] contents) =>
        new()
        {
            Name = "member-1",
            Model = "a:1",
            Messages =
            [
                .. (contents.Length > 0 ? contents : ["Hi"]).Select(text => new Message
                {
                    Role = "user",
                    Content = text,
                }),
            ],
            Sampling = new Sampling { Temperature = 0 },
            Tell = _ => null,
        };
}
