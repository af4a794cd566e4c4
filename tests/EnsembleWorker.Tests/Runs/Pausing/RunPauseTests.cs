using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Pausing;

public sealed class RunPauseTests
{
    private static readonly (string, string)[] _impatient =
    [
        ("Worker:Runs:StopWait", "00:00:00"),
        ("Worker:Leases:RenewInterval", "00:00:00.100"),
        ("Worker:Runs:Sweep:Interval", "00:00:00.100"),
        ("Worker:Runs:Sweep:MinAge", "00:00:00"),
    ];

    [Fact]
    public async Task Steps_in_flight_are_finished_no_further_one_begins_and_what_is_done_is_not_done_again()
    {
        await using var cluster = await RunCluster.StartAsync(_impatient);
        var goOn = await BeginAsync(cluster);

        Assert.Equal("running", await RunCluster.ControlAsync(cluster.First, RunControl.Pause));
        Assert.True((await RunCluster.ViewAsync(cluster.First, "run-1")).Pausing);
        goOn.SetResult();
        await RunCluster.UntilAsync(cluster.First, "run-1", "paused");

        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal((3, "", false), (view.Steps.Count, view.Worker, view.Pausing));
        Assert.All(view.Steps, step => Assert.Equal("completed", step.State));
        Assert.Equal(3, cluster.Fleet.Calls.Count);

        Assert.Equal("queued", await RunCluster.ControlAsync(cluster.First, RunControl.Resume));
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");
        Assert.Equal(4, cluster.Fleet.Calls.Count);
        var log = (await RunCluster.WatchAsync(cluster.First, "run-1")).Where(e => e.Sequence > 0).ToList();
        Assert.Equal(Enumerable.Range(1, log.Count), log.Select(e => (int)e.Sequence));
        Assert.Equal(["paused", "resumed", "completed"], log.Skip(3).Select(e => e.Name));
    }

    [Fact]
    public async Task Steps_that_take_longer_than_the_grace_are_cut_off_and_repeated_later()
    {
        await using var cluster = await RunCluster.StartAsync([
            ("Worker:Runs:Controls:PauseGrace", "00:00:00"),
            .. _impatient,
        ]);
        var goOn = await BeginAsync(cluster);

        await RunCluster.ControlAsync(cluster.First, RunControl.Pause);
        await RunCluster.UntilAsync(cluster.First, "run-1", "paused");
        Assert.Empty((await RunCluster.ViewAsync(cluster.First, "run-1")).Steps);

        goOn.SetResult();
        await RunCluster.ControlAsync(cluster.First, RunControl.Resume);
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");
        Assert.Equal(7, cluster.Fleet.Calls.Count);
    }

    [Fact]
    public async Task A_holder_elsewhere_sees_the_wish_with_its_renewal_and_can_be_told_to_go_on_in_the_same_way()
    {
        await using var cluster = await RunCluster.StartAsync(_impatient);
        var goOn = await BeginAsync(cluster);
        var other = await cluster.AddAsync([.. _impatient, ("Worker:Runs:Sweep:Interval", "00:10:00")]);
        var run = Assert.Single(cluster.First.Services.GetRequiredService<HeldRuns>().All);

        await RunCluster.ControlAsync(other, RunControl.Pause);
        await Wait.UntilAsync(async () => !await IsOpenAsync(run), "the holder begins no further step");
        Assert.Equal("running", await RunCluster.ControlAsync(other, RunControl.Resume));
        await Wait.UntilAsync(() => IsOpenAsync(run), "the holder goes on");
        goOn.SetResult();

        await RunCluster.UntilAsync(other, "run-1", "completed");
        Assert.DoesNotContain(await RunCluster.WatchAsync(other, "run-1"), e => e.Name == "paused");
    }

    [Fact]
    public async Task A_queued_run_is_paused_at_once_no_sweep_takes_it_up_and_it_begins_when_it_is_resumed()
    {
        await using var cluster = await RunCluster.StartAsync(_impatient[..^1]);
        await cluster.AddQueuedAsync(RunCluster.Request("run-1"));

        await RunCluster.ControlAsync(cluster.First, RunControl.Pause);
        await RunCluster.UntilAsync(cluster.First, "run-1", "paused");
        Assert.Equal("paused", await RunCluster.ControlAsync(cluster.First, RunControl.Pause));
        var sweep = cluster.First.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>();
        await sweep.OfType<RunSweepLoop>().Single().RunOnceAsync(CancellationToken.None);
        Assert.Equal("paused", (await RunCluster.ViewAsync(cluster.First, "run-1")).State);
        Assert.Empty(cluster.Fleet.Calls);

        await RunCluster.ControlAsync(cluster.First, RunControl.Resume);
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");
    }

    [Fact]
    public async Task A_paused_run_is_stopped_without_a_place_and_finished_runs_tell_their_state()
    {
        await using var cluster = await RunCluster.StartAsync(_impatient);
        var goOn = await BeginAsync(cluster);
        await RunCluster.ControlAsync(cluster.First, RunControl.Pause);
        goOn.SetResult();
        await RunCluster.UntilAsync(cluster.First, "run-1", "paused");
        using var place = await TakeAllPlacesAsync(cluster);

        await RunCluster.ControlAsync(cluster.First, RunControl.Stop);
        await RunCluster.UntilAsync(cluster.First, "run-1", "stopped");

        Assert.Equal("stopped", await RunCluster.ControlAsync(cluster.First, RunControl.Pause));
        Assert.Equal("stopped", await RunCluster.ControlAsync(cluster.First, RunControl.Resume));
        Assert.Equal("failed", (await RunCluster.WatchAsync(cluster.First, "run-1"))[^1].Name);
    }

    private static async Task<bool> IsOpenAsync(HeldRun run)
    {
        using var probe = new CancellationTokenSource();
        var entering = run.Pause.Steps.EnterAsync(probe.Token);
        await probe.CancelAsync();
        try
        {
            (await entering).Dispose();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<IDisposable> TakeAllPlacesAsync(RunCluster cluster)
    {
        var slots = cluster.First.Services.GetRequiredService<RunSlots>();
        IDisposable? last = null;
        while (slots.Free > 0)
        {
            last = await slots.TryTakeAsync(TimeSpan.Zero, CancellationToken.None);
        }

        Assert.NotNull(last);
        return last;
    }

    /// <returns>Lets the models answer, those that are asked and those that will be.</returns>
    private static async Task<TaskCompletionSource> BeginAsync(RunCluster cluster)
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Fleet.OnGenerate = async (call, stream) =>
        {
            await goOn.Task.WaitAsync(stream.HangUp);
            await stream.AnswerAsync($"{call.Model} says hi");
        };
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await Wait.UntilAsync(() => cluster.Fleet.Calls.Count == 3, "all members are asked");
        return goOn;
    }
}
