using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>The worker carries out what a profiler plans for its replica's memory.</summary>
public sealed class ResidencyTests
{
    private readonly int _port = FreePort.Take();

    private static WorkerOrders Plan() =>
        new()
        {
            Revision = 1,
            Plans =
            {
                new ReplicaPlan
                {
                    Replica = WorkerHost.Replica,
                    Models =
                    {
                        new PlannedModel
                        {
                            Model = FakeOllama.Model,
                            Digest = "d1",
                            KeepAlive = Duration.FromTimeSpan(TimeSpan.FromHours(1)),
                            Resident = true,
                        },
                    },
                },
            },
        };

    private Task<WorkerHost> StartAsync(Uri far) =>
        WorkerHost.StartAsync(
            far,
            new()
            {
                ["services:profiler:grpc:0"] = $"http://localhost:{_port}",
                ["Worker:Residency:Interval"] = "00:00:00.1",
                ["Worker:Residency:RetryWait"] = "00:00:01",
            }
        );

    [Fact]
    public async Task A_model_that_goes_while_it_is_touched_is_loaded_again_once_the_touch_has_ended()
    {
        await using var far = await FakeOllama.StartAsync();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        far.Load = async context =>
        {
            await release.Task.WaitAsync(context.RequestAborted);
            await context.LoadedAsync();
        };
        await using var profiler = await FakeProfiler.StartAsync(_port);
        profiler.Order(Plan());
        var touch = far.NextRequestAsync("/api/generate");
        await using var worker = await StartAsync(far.Url);
        await Wait.ForAsync(touch, "the model in memory is touched");

        far.Models = [new FakeModel(FakeOllama.Model, "d1", null)];
        await worker.ReplicaAsync(replica => replica.Loaded.Count == 0, "the model is seen to be gone");
        // Time for the plan to ask for the load while the touch still runs.
        var looks = far.CountOf("/api/ps");
        await Wait.UntilAsync(() => far.CountOf("/api/ps") > looks + 10, "looks go on");
        var load = far.NextRequestAsync("/api/generate");
        release.SetResult();

        await Wait.ForAsync(load, "the planned model is loaded");
    }
}
