using System.Net.Http.Json;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.Inference;
using Orchestrator.SimulatedOllama;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>Models are pulled, deleted, loaded and replaced, and watchers hear of it.</summary>
public sealed class ManageTests
{
    private static Task<SimulatedReplica> StartAsync() =>
        SimulatedReplica.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Simulated:Preset"] = "small",
                ["Simulated:SpeedFactor"] = "10000",
            },
            TimeProvider.System,
            CancellationToken.None
        );

    private static Task<Replica> KnownAsync(WorkerHost worker) =>
        worker.ReplicaAsync(r => r.Models.Count > 0 && r.Models.All(m => m.Capabilities.Count > 0), "models are known");

    private static ManageRequest Request(Replica replica, ManageAction action, string model) =>
        new()
        {
            Replica = replica.Name,
            Epoch = replica.Epoch,
            Model = model,
            Action = action,
        };

    private static async Task<List<ManageProgress>> RunAsync(WorkerHost worker, ManageRequest request)
    {
        using var call = worker.Client.Manage(request);
        return await Wait.ForAsync(AllAsync(call), "the call ends");

        static async Task<List<ManageProgress>> AllAsync(AsyncServerStreamingCall<ManageProgress> call)
        {
            var all = new List<ManageProgress>();
            await foreach (var progress in call.ResponseStream.ReadAllAsync())
            {
                all.Add(progress);
            }

            return all;
        }
    }

    [Fact]
    public async Task A_pulled_model_is_told_with_progress_and_seen_and_a_deleted_one_is_gone()
    {
        await using var far = await StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Address);
        var before = await KnownAsync(worker);
        Assert.DoesNotContain(before.Models, model => model.Name == "qwen3:32b");

        var progress = await RunAsync(worker, Request(before, ManageAction.Pull, "qwen3:32b"));

        Assert.Equal("success", progress[^1].Status);
        Assert.Contains(progress, step => step.TotalBytes > 0);
        await worker.ReplicaAsync(r => r.Models.Any(m => m.Name == "qwen3:32b"), "the pulled model is seen");
        Assert.Equal("success", (await RunAsync(worker, Request(before, ManageAction.Delete, "qwen3:32b")))[^1].Status);
        await worker.ReplicaAsync(
            r => r.InventoryHash == before.InventoryHash && r.Models.All(m => m.Name != "qwen3:32b"),
            "the deleted model is gone"
        );
    }

    [Fact]
    public async Task A_tag_with_a_new_digest_is_another_inventory()
    {
        await using var far = await StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Address);
        var before = await KnownAsync(worker);
        var (source, replaced) = (before.Models[0], before.Models[1]);
        using var http = new HttpClient { BaseAddress = far.Address };

        var copied = await http.PostAsJsonAsync("/api/copy", new { source = source.Name, destination = replaced.Name });

        Assert.True(copied.IsSuccessStatusCode);
        var after = await worker.ReplicaAsync(
            r => r.InventoryHash != before.InventoryHash && r.Models.Any(m => m.Name == replaced.Name),
            "the new inventory is told"
        );
        Assert.Equal(source.Digest, after.Models.Single(model => model.Name == replaced.Name).Digest);
    }

    [Fact]
    public async Task A_load_has_the_context_that_was_asked_for()
    {
        await using var far = await StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Address);
        var replica = await KnownAsync(worker);
        var model = replica.Models.First(m => m.Capabilities.Contains("completion")).Name;
        var request = Request(replica, ManageAction.Load, model);
        request.ContextTokens = 12_288;

        await RunAsync(worker, request);

        await worker.ReplicaAsync(
            r => r.Loaded.Any(loaded => loaded.Name == model && loaded.ContextTokens == 12_288),
            "it is loaded with that context"
        );
        await RunAsync(worker, Request(replica, ManageAction.Unload, model));
        await worker.ReplicaAsync(r => r.Loaded.All(loaded => loaded.Name != model), "it is out of memory");
    }

    [Fact]
    public async Task A_model_whose_calls_run_is_not_deleted()
    {
        await using var far = await FakeOllama.StartAsync();
        var goOn = new TaskCompletionSource();
        far.Chat = async context =>
        {
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.AnswerAsync("done");
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        using var running = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.NextAsync(running);

        var (status, failure, _) = await Calls.FailureAsync(() =>
            RunAsync(worker, Request(replica, ManageAction.Delete, FakeOllama.Model))
        );

        Assert.Equal((StatusCode.FailedPrecondition, "model_in_use"), (status, failure.Cause));
        Assert.Equal(0, far.CountOf("/api/delete"));
        goOn.SetResult();
        await Calls.ReadAsync(running);
    }

    [Theory]
    [InlineData(ManageAction.Pull)]
    [InlineData(ManageAction.Delete)]
    public async Task An_endpoint_without_a_store_refuses_and_without_a_memory_loads_are_no_ops(ManageAction action)
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(
            far.Url,
            services: services =>
                services.AddSingleton<Func<ReplicaConfig, IReplicaClient>>(provider =>
                    config => new BareClient(provider.GetRequiredService<ReplicaClients>().Create(config))
                )
        );
        var replica = await worker.ReadyAsync();

        var (status, failure, _) = await Calls.FailureAsync(() =>
            RunAsync(worker, Request(replica, action, FakeOllama.Model))
        );

        Assert.Equal((StatusCode.Unimplemented, "no_model_store"), (status, failure.Cause));
        Assert.Equal(
            "success",
            (await RunAsync(worker, Request(replica, ManageAction.Load, FakeOllama.Model)))[^1].Status
        );
        Assert.Equal(
            "success",
            (await RunAsync(worker, Request(replica, ManageAction.Unload, FakeOllama.Model)))[^1].Status
        );
        Assert.Equal(0, far.CountOf("/api/generate"));
    }
}
