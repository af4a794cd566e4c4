using Orchestrator.EnsembleWorker.NativeReplicas;

namespace Orchestrator.EnsembleWorker.Tests.NativeReplicas;

public sealed class RestartRuleTests
{
    private static readonly LlamaCppChildOptions _limits = new()
    {
        FirstRestartWait = TimeSpan.FromSeconds(1),
        MaxRestartWait = TimeSpan.FromSeconds(10),
        StableAfter = TimeSpan.FromMinutes(1),
    };

    [Fact]
    public void The_wait_doubles_with_each_crash_up_to_its_bound()
    {
        var failures = 0;
        List<double> waits = [];
        for (var crash = 0; crash < 6; crash++)
        {
            var restart = RestartRule.After(failures, Crash(seconds: 1), _limits, spread: 1);
            failures = restart.Failures;
            waits.Add(restart.Wait.TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, 10, 10], waits);
    }

    [Fact]
    public void A_process_that_was_well_for_long_is_started_again_as_after_a_first_crash()
    {
        var restart = RestartRule.After(failures: 40, Crash(seconds: 61), _limits, spread: 1);

        Assert.Equal(1, restart.Failures);
        Assert.Equal(TimeSpan.FromSeconds(1), restart.Wait);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.75)]
    [InlineData(1, 1)]
    public void Chance_takes_up_to_half_of_the_wait(double spread, double seconds) =>
        Assert.Equal(seconds, RestartRule.After(0, Crash(seconds: 1), _limits, spread).Wait.TotalSeconds);

    [Fact]
    public void A_taken_port_is_left_to_who_has_it()
    {
        Assert.True(
            RestartRule.After(0, new ChildEnd(RestartRule.PortTaken, TimeSpan.Zero, ""), _limits, 0).TakesOtherPort
        );
        Assert.False(RestartRule.After(0, Crash(1), _limits, 0).TakesOtherPort);
    }

    private static ChildEnd Crash(int seconds) => new(139, TimeSpan.FromSeconds(seconds), "");
}
