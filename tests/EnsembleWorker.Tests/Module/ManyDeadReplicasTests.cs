using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

public sealed class ManyDeadReplicasTests
{
    private const int Dead = 200;

    [Fact]
    public async Task Hundreds_of_dead_replicas_take_nothing_from_a_healthy_one_and_say_one_line_each()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var hole = await FakeOllama.StartAsync();
        hole.Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var source = new ChangingSource();
        source.Name([.. Enumerable.Range(0, Dead).Select(i => new ReplicaConfig($"dead-{i}", hole.Url))]);
        await using var worker = await WorkerHost.StartAsync(
            far.Url,
            new()
            {
                ["Worker:Inventory:LookLimit"] = "00:00:00.5",
                ["Worker:Health:UnreachableLookLimit"] = "00:00:00.5",
                ["Worker:Health:UnreachableWaitMax"] = "00:00:00.1",
                ["Worker:Health:UnreachableLooks"] = "8",
            },
            services: services => services.AddSingleton<IReplicaSource>(source)
        );
        await Wait.UntilAsync(() => worker.Log.Lines.Count(line => line.Id.Id == 3203) >= Dead, "all are found dead");
        await worker.ReadyAsync();

        far.Models = [.. far.Models, new FakeModel("new:1b", "d2", Context: null)];

        var replica = await worker.ReplicaAsync(
            r => r.Name == WorkerHost.Replica && r.Models.Count == 2,
            "the new model"
        );
        Assert.Equal(Health.Healthy, replica.Health);
        Assert.Equal(Dead, worker.Log.Lines.Count(line => line.Id.Id == 3203));
    }
}
