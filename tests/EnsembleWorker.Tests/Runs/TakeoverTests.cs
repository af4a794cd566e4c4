using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Tests.Module;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class TakeoverTests
{
    private static readonly (string, string)[] _eagerSweep =
    [
        ("Worker:Runs:Sweep:Interval", "00:00:00.100"),
        ("Worker:Runs:Sweep:MinAge", "00:00:00"),
    ];

    // Sweeps only by the second worker, and no renewal by the first one gives back what the test takes away.
    private static readonly (string, string)[] _noSweep =
    [
        ("Worker:Runs:Sweep:Interval", "00:10:00"),
        ("Worker:Leases:Duration", "00:05:00"),
        ("Worker:Leases:RenewInterval", "00:01:00"),
    ];

    [Fact]
    public async Task After_the_holder_is_gone_another_worker_goes_on_and_repeats_no_finished_step()
    {
        await using var cluster = await RunCluster.StartAsync(_noSweep);
        var isHanging = true;
        cluster.Fleet.OnGenerate = async (call, stream) =>
        {
            if (call.Model == "c:1" && isHanging)
            {
                await Task.Delay(Timeout.Infinite, stream.HangUp);
            }

            await stream.AnswerAsync($"{call.Model} says hi");
        };
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await StepsAsync(cluster, 2);

        isHanging = false;
        var second = await cluster.AddAsync(_eagerSweep);
        await cluster.ExpireAsync("run-1");

        await RunCluster.UntilAsync(second, "run-1", "completed");
        Assert.Equal((1, 1), (MembersOf(cluster, "a:1"), MembersOf(cluster, "b:1")));
        Assert.Equal(2, MembersOf(cluster, "c:1"));
        Assert.Single(cluster.Fleet.Syntheses);
        var events = await RunCluster.WatchAsync(second, "run-1");
        Assert.Equal([1ul, 2, 3, 4], events.Where(e => e.Sequence > 0).Select(e => e.Sequence));
        Assert.True(events.Single(e => e.Answer is not null).Answer.Writing >= 2 << 8, "The second epoch wrote.");
    }

    [Fact]
    public async Task A_holder_that_was_replaced_writes_nothing_more_and_ends_its_calls()
    {
        await using var cluster = await RunCluster.StartAsync(_noSweep);
        var goOn = new TaskCompletionSource();
        cluster.Fleet.OnGenerate = async (call, stream) =>
        {
            await goOn.Task.WaitAsync(stream.HangUp);
            await stream.AnswerAsync("late");
        };
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await Wait.UntilAsync(() => cluster.Fleet.Calls.Count == 3, "all members are asked");

        await cluster.ChangeAsync(
            runs => runs.Where(run => run.RunId == "run-1"),
            run => (run.Worker, run.Address, run.Epoch) = ("worker-9", "http://nine", 2)
        );
        goOn.SetResult();

        await Wait.UntilAsync(() => Held(cluster.First).Count == 0, "the first worker gives up");
        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("running", "worker-9", 0ul), (view.State, view.Worker, view.LastSequence));
        Assert.Empty(view.Steps);
    }

    [Fact]
    public async Task A_renewal_that_finds_the_run_taken_ends_the_calls_at_the_replicas()
    {
        await using var cluster = await RunCluster.StartAsync(
            ("Worker:Leases:RenewInterval", "00:00:00.100"),
            ("Worker:Runs:Sweep:Interval", "00:10:00")
        );
        var hangUps = 0;
        cluster.Fleet.OnGenerate = async (_, stream) =>
        {
            stream.HangUp.Register(() => Interlocked.Increment(ref hangUps));
            await Task.Delay(Timeout.Infinite, stream.HangUp);
        };
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await Wait.UntilAsync(() => cluster.Fleet.Calls.Count == 3, "all members are asked");

        await cluster.ChangeAsync(
            runs => runs.Where(run => run.RunId == "run-1"),
            run => (run.Worker, run.Epoch) = ("worker-9", 2)
        );

        await Wait.UntilAsync(() => Volatile.Read(ref hangUps) == 3, "all three calls end at the replica");
    }

    [Fact]
    public async Task A_run_whose_message_was_lost_is_found_by_a_sweep()
    {
        await using var cluster = await RunCluster.StartAsync(_eagerSweep);
        var row = new RunRow
        {
            RunId = "run-1",
            Strategy = "ensemble",
            State = RunStates.Queued,
            Request = Google.Protobuf.MessageExtensions.ToByteArray(RunCluster.Request("run-1")),
        };
        await cluster.First.Services.GetRequiredService<RunStore>().TryAddAsync(row, CancellationToken.None);

        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");
    }

    [Fact]
    public async Task More_runs_than_places_are_all_carried_out()
    {
        await using var cluster = await RunCluster.StartAsync([
            ("Worker:Runs:MaxRuns", "1"),
            ("Worker:Runs:SlotWait", "00:00:00"),
            .. _eagerSweep,
        ]);
        var ids = Enumerable.Range(1, 4).Select(number => $"run-{number}").ToList();
        foreach (var id in ids)
        {
            await cluster.First.Client.StartRunAsync(RunCluster.Request(id));
        }

        foreach (var id in ids)
        {
            await RunCluster.UntilAsync(cluster.First, id, "completed");
        }

        // With one place, no call of a run comes between two calls of another one.
        var order = cluster.Fleet.Calls.Select(call => call.RunId).ToList();
        var changes = order.Zip(order.Skip(1)).Count(pair => pair.First != pair.Second);
        Assert.Equal((16, 3), (order.Count, changes));
    }

    [Fact]
    public async Task A_worker_that_stops_in_good_order_hands_its_runs_over_at_once()
    {
        await using var cluster = await RunCluster.StartAsync([("Stopping:Limit", "00:00:00"), .. _noSweep]);
        var isHanging = true;
        cluster.Fleet.OnGenerate = (_, stream) =>
            isHanging ? Task.Delay(Timeout.Infinite, stream.HangUp) : stream.AnswerAsync("fine");
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await Wait.UntilAsync(() => cluster.Fleet.Calls.Count == 3, "all members are asked");
        isHanging = false;
        var second = await cluster.AddAsync(_eagerSweep);

        await cluster.First.StopAsync();

        await RunCluster.UntilAsync(second, "run-1", "completed");
    }

    [Fact]
    public async Task A_run_that_no_worker_survives_is_dead_in_the_end()
    {
        await using var cluster = await RunCluster.StartAsync([("Worker:Runs:MaxTakeovers", "1"), .. _noSweep]);
        cluster.Fleet.OnGenerate = (_, stream) => Task.Delay(Timeout.Infinite, stream.HangUp);
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await Wait.UntilAsync(() => cluster.Fleet.Calls.Count == 3, "all members are asked");

        var second = await cluster.AddAsync([("Worker:Runs:MaxTakeovers", "1"), .. _eagerSweep]);
        await cluster.ExpireAsync("run-1");

        await RunCluster.UntilAsync(second, "run-1", "dead");
        Assert.Equal("too_many_takeovers", (await RunCluster.ViewAsync(second, "run-1")).Cause);
    }

    [Fact]
    public async Task A_run_that_is_taken_over_belongs_to_the_trace_of_its_start()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is WorkerMetrics.Name or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = await RunCluster.StartAsync(_eagerSweep);
        using var source = new ActivitySource("test");
        string? traceId;
        using (var caller = source.StartActivity("caller"))
        {
            traceId = caller?.TraceId.ToHexString();
            await cluster.First.Client.StartRunAsync(RunCluster.Request("run-of-trace"));
        }

        await RunCluster.UntilAsync(cluster.First, "run-of-trace", "completed");

        await Wait.UntilAsync(() => Runs().Count > 0, "the run's span has ended");
        Assert.NotNull(traceId);
        Assert.Equal(traceId, Assert.Single(Runs()).TraceId.ToHexString());
        var steps = spans.Where(span => span.OperationName == "worker.run.step" && IsOurs(span)).ToList();
        Assert.Equal(4, steps.Count);
        Assert.All(steps, step => Assert.Equal(traceId, step.TraceId.ToHexString()));

        List<Activity> Runs() => [.. spans.Where(span => span.OperationName == "worker.run" && IsOurs(span))];

        static bool IsOurs(Activity span) => (span.GetTagItem("orchestrator.run") as string) == "run-of-trace";
    }

    private static IReadOnlyCollection<HeldRun> Held(WorkerHost worker) =>
        worker.Services.GetRequiredService<HeldRuns>().All;

    private static int MembersOf(RunCluster cluster, string model) =>
        cluster.Fleet.Calls.Count(call => call.Model == model && !FakeFleet.IsSynthesis(call));

    private static Task StepsAsync(RunCluster cluster, int count) =>
        Wait.UntilAsync(
            async () => (await RunCluster.ViewAsync(cluster.First, "run-1")).Steps.Count == count,
            $"{count} steps are committed"
        );
}
