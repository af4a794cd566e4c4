using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.Inference;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>Replicas that come and go while the worker runs.</summary>
public sealed class FleetChangeTests
{
    private readonly ChangingSource _source = new();

    private Task<WorkerHost> StartAsync(Uri? configured = null, string drainLimit = "00:05:00") =>
        WorkerHost.StartAsync(
            configured,
            new() { ["Worker:Fleet:DrainLimit"] = drainLimit },
            services: services => services.AddSingleton<IReplicaSource>(_source)
        );

    private static ReplicaConfig Config(FakeOllama far, string name = WorkerHost.Replica) => new(name, far.Url);

    private static async Task GoneAsync(WorkerHost worker)
    {
        using var watch = worker.Client.Watch(new WatchRequest(), cancellationToken: CancellationToken.None);
        await Wait.ForAsync(EmptyAsync(watch), "the worker owns nothing any more");

        static async Task EmptyAsync(AsyncServerStreamingCall<FleetUpdate> watch)
        {
            var owned = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var update in watch.ResponseStream.ReadAllAsync(CancellationToken.None))
            {
                owned.UnionWith(update.Replicas.Select(replica => replica.Name));
                owned.ExceptWith(update.Removed);
                if (owned.Count == 0)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task A_replica_that_is_added_is_owned_looked_at_and_answers()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await StartAsync();

        _source.Name(Config(far));

        var replica = await worker.ReadyAsync();
        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        Assert.NotNull((await Calls.ReadAsync(call))[^1].Finished);
    }

    [Fact]
    public async Task A_removed_replica_finishes_what_runs_takes_nothing_new_and_is_given_back()
    {
        await using var far = await FakeOllama.StartAsync();
        var goOn = new TaskCompletionSource();
        far.Chat = async context =>
        {
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.AnswerAsync("done");
        };
        await using var worker = await StartAsync();
        _source.Name(Config(far));
        var replica = await worker.ReadyAsync();
        using var running = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.NextAsync(running);

        _source.Name();

        await worker.ReplicaAsync(r => r.Health == Health.Draining, "the replica drains");
        using var late = worker.Client.Generate(Calls.Request(replica.Epoch));
        var (_, failure, _) = await Calls.FailureAsync(() => Calls.ReadAsync(late));
        Assert.Equal("draining", failure.Cause);
        goOn.SetResult();
        Assert.NotNull((await Calls.ReadAsync(running))[^1].Finished);
        await GoneAsync(worker);
        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3127), "the replica has left");
        var rows = await worker
            .Services.GetRequiredService<LeaseStore>()
            .ReadAsync([WorkerHost.Replica], CancellationToken.None);
        Assert.Equal(LeaseRule.Released, rows[WorkerHost.Replica].ExpiresAt);
    }

    [Fact]
    public async Task A_call_that_does_not_end_is_ended_at_the_limit_with_the_hang_up_reaching_the_replica()
    {
        await using var far = await FakeOllama.StartAsync();
        var hungUp = new TaskCompletionSource();
        far.Chat = async context =>
        {
            context.RequestAborted.Register(() => hungUp.TrySetResult());
            await context.ContentAsync("begun");
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using var worker = await StartAsync(drainLimit: "00:00:00.2");
        _source.Name(Config(far));
        var replica = await worker.ReadyAsync();
        using var running = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.NextAsync(running);
        await Calls.NextAsync(running);

        _source.Name();

        var (status, failure, _) = await Calls.FailureAsync(() => Calls.ReadAsync(running));
        Assert.Equal((StatusCode.Aborted, "replica_failed"), (status, failure.Cause));
        await Wait.ForAsync(hungUp.Task, "the hang-up reaches the replica");
        await GoneAsync(worker);
    }

    [Fact]
    public async Task A_name_that_moves_to_another_address_serves_from_there()
    {
        await using var one = await FakeOllama.StartAsync();
        await using var two = await FakeOllama.StartAsync();
        two.Chat = context => context.AnswerAsync("from two");
        await using var worker = await StartAsync();
        _source.Name(Config(one));
        var before = await worker.ReadyAsync();

        _source.Name(Config(two));

        var after = await worker.ReplicaAsync(
            r => r.Epoch > before.Epoch && r is { Health: Health.Healthy, Models.Count: > 0 },
            "the replica is owned anew"
        );
        using var call = worker.Client.Generate(Calls.Request(after.Epoch));
        Assert.Contains(await Calls.ReadAsync(call), chunk => chunk.Delta?.Content == "from two");
    }

    [Fact]
    public async Task A_replica_that_its_provider_does_not_take_is_left_out_and_the_others_serve()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(
            replica: null,
            services: services =>
                services
                    .AddSingleton<IReplicaSource>(_source)
                    .AddSingleton<Func<ReplicaConfig, IReplicaClient>>(provider =>
                        config =>
                            config.Name == "odd"
                                ? throw new NotSupportedException("not this one")
                                : provider.GetRequiredService<ReplicaClients>().Create(config)
                    )
        );

        _source.Name(Config(far, "odd"), Config(far));

        await worker.ReadyAsync();
        Assert.Single(worker.Log.Lines, line => line.Id.Id == 3120);
    }

    [Fact]
    public async Task A_configured_replica_keeps_its_name_and_the_clash_is_said_once()
    {
        await using var mine = await FakeOllama.StartAsync();
        await using var other = await FakeOllama.StartAsync();
        await using var worker = await StartAsync(mine.Url);
        await worker.ReadyAsync();

        _source.Name(Config(other), Config(other, "gpu-2"));
        await worker.ReplicaAsync(r => r.Name == "gpu-2", "the other name is taken in");
        _source.Name(Config(other));
        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3127), "gpu-2 has left");

        Assert.Single(worker.Log.Lines, line => line.Id.Id == 3123);
        Assert.Equal(0, other.CountOf("/api/chat"));
    }
}
