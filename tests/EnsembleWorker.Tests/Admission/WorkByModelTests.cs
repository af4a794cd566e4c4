using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Grpc;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

public sealed class WorkByModelTests
{
    private static readonly DateTimeOffset _start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static AdmissionState Play(params (double Seconds, AdmissionEvent Happened)[] events)
    {
        var state = AdmissionState.Empty(new(2, 8, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)));
        foreach (var (seconds, happened) in events)
        {
            state = AdmissionRule.Step(state, happened, _start.AddSeconds(seconds)).State;
        }

        return state;
    }

    private static AdmissionEvent.Arrive Arrive(long id, string model, int prompt, int output) =>
        new(id, new CallWish(model) { PromptTokens = prompt, OutputTokens = output });

    [Fact]
    public void Work_is_told_by_model_in_tokens_with_the_age_of_what_runs_and_waits()
    {
        var state = Play(
            (0, Arrive(1, "a", 100, 10)),
            (4, Arrive(2, "a", 200, 20)),
            (5, Arrive(3, "b", 1, 2)),
            (7, Arrive(4, "b", 3, 4)),
            (8, new AdmissionEvent.LoadBegan("c"))
        );

        var work = WorkByModel.Of(state);

        var now = _start.AddSeconds(10);
        var told = work.Models.Select(model => WorkMapping.ToWork(model, now)).ToList();
        Assert.Equal(["a", "b"], told.Select(model => model.Model));
        Assert.Equal(
            (2u, 0u, 300ul, 30ul),
            (told[0].Running, told[0].Waiting, told[0].RunningPromptTokens, told[0].RunningOutputTokens)
        );
        Assert.Equal((8_000ul, 0ul), (told[0].RunningForMs, told[0].OldestWaitMs));
        Assert.Equal(
            (0u, 2u, 4ul, 6ul),
            (told[1].Running, told[1].Waiting, told[1].WaitingPromptTokens, told[1].WaitingOutputTokens)
        );
        Assert.Equal((0ul, 5_000ul), (told[1].RunningForMs, told[1].OldestWaitMs));
        var loading = WorkMapping.ToLoad(work.Loading, now);
        Assert.Equal(("c", 2_000ul), (loading!.Model, loading.ForMs));
    }

    [Fact]
    public void Time_alone_changes_nothing_and_each_change_of_counts_or_tokens_does()
    {
        var before = Play((0, Arrive(1, "a", 100, 10)));

        Assert.Equal(
            WorkByModel.Of(before),
            WorkByModel.Of(Play((0, Arrive(1, "a", 100, 10)), (9, new AdmissionEvent.Expire())))
        );
        Assert.NotEqual(WorkByModel.Of(before), WorkByModel.Of(Play((0, Arrive(1, "a", 101, 10)))));
        Assert.NotEqual(
            WorkByModel.Of(before),
            WorkByModel.Of(Play((0, Arrive(1, "a", 100, 10)), (9, new AdmissionEvent.LoadBegan("a"))))
        );
    }

    [Fact]
    public void A_replica_without_calls_and_loads_has_no_work() =>
        Assert.Equal(
            WorkByModel.None,
            WorkByModel.Of(
                Play(
                    (0, Arrive(1, "a", 1, 1)),
                    (1, new AdmissionEvent.Finish(1)),
                    (1, new AdmissionEvent.LoadBegan("a")),
                    (2, new AdmissionEvent.LoadEnded("a", IsDone: true))
                )
            )
        );

    [Fact]
    public void A_clock_that_was_set_back_gives_no_enormous_times() =>
        Assert.Equal(0ul, WorkMapping.ToLoad(new LoadUnderWay("a", _start), _start.AddSeconds(-5))!.ForMs);
}
