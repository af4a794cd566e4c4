using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Tests.Figures;

public sealed class ReplayTallyTests
{
    private static readonly Arrival _request = new(0, TimeSpan.Zero, "qwen3:8b", PromptShape.Unshared(100), 10);

    [Fact]
    public void What_waits_after_the_last_answer_counts_over_all_of_the_time_until_it_is_refused()
    {
        var fleet = BuiltIn.Fleet("f1")!;
        var tally = new ReplayTally(fleet, deadline: null);
        var idle = HostState.Empty(fleet.Hosts[0].Config);

        tally.Arrived(Seconds(0), _request);
        tally.Completed(new CompletedRequest(_request, 0, Seconds(1), Seconds(10), Seconds(10), 0));
        tally.Arrived(Seconds(20), _request);
        tally.HostChanged(Seconds(20), 0, idle, queued: 1);
        tally.HostChanged(Seconds(40), 0, idle, queued: 0);
        tally.Refused(Seconds(40), _request);

        var figures = tally.Figures();
        Assert.Equal(0.5, figures.Hosts[0].QueuedMean);
        Assert.Equal(10, figures.Seconds);
    }

    [Fact]
    public void A_refused_request_counts_as_never_answered_in_every_quantile_that_it_reaches()
    {
        var tally = new ReplayTally(BuiltIn.Fleet("f1")!, new Deadline(Seconds(5), Seconds(60)));
        for (var number = 0; number < 100; number++)
        {
            tally.Arrived(Seconds(number), _request);
            if (number % 10 == 0)
            {
                tally.Refused(Seconds(number), _request);
            }
            else
            {
                tally.Completed(new CompletedRequest(_request, 0, Seconds(1), Seconds(2), Seconds(number + 2), 0));
            }
        }

        var figures = tally.Figures();
        Assert.InRange(figures.FirstToken.P50, 0.99, 1.01);
        Assert.Equal(double.PositiveInfinity, figures.FirstToken.P95);
        Assert.Equal(0.9, figures.Goodput);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
