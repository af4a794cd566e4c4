using System.Threading.Channels;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;
using ProfilerClient = Orchestrator.Contracts.Profiler.V1.Profiler.ProfilerClient;

namespace Orchestrator.Profiler.Tests.Grpc;

/// <summary>The profiler over real sockets, with a worker that says what the test wants.</summary>
public sealed class WatchRegistryTests
{
    [Fact]
    public async Task A_watcher_sees_the_models_that_a_worker_reports_and_then_its_loss()
    {
        var worker = new ScriptedWorker();
        await using var host = await StartAsync(worker);
        using var watch = host.Services.GetRequiredService<ProfilerClient>().WatchRegistry(new WatchRegistryRequest());

        worker.Say(Update("qwen3:8b"));
        var known = await NextAsync(watch, registry => registry.Profiles.Count == 1);
        worker.Break();
        var lost = await NextAsync(watch, registry => registry.Owners.Any(owner => !owner.Reachable));

        Assert.Equal("qwen3:8b", known.Profiles[0].Name);
        Assert.Equal(("worker-1", true), (known.Owners[0].Worker, known.Owners[0].Reachable));
        Assert.Equal("qwen3:8b", lost.Profiles[0].Name);
    }

    [Fact]
    public async Task A_worker_that_comes_back_is_watched_again()
    {
        var worker = new ScriptedWorker();
        await using var host = await StartAsync(worker);
        using var watch = host.Services.GetRequiredService<ProfilerClient>().WatchRegistry(new WatchRegistryRequest());
        worker.Say(Update("qwen3:8b"));
        await NextAsync(watch, registry => registry.Profiles.Count == 1);

        worker.Break();
        await NextAsync(watch, registry => registry.Owners.Any(owner => !owner.Reachable));
        worker.Say(Update("qwen3:8b", "gemma3:12b"));

        var back = await NextAsync(watch, registry => registry.Profiles.Count == 2);
        Assert.True(back.Owners[0].Reachable);
    }

    private static Task<ServiceHost> StartAsync(ScriptedWorker worker) =>
        ServiceHost.StartAsync(
            builder =>
            {
                builder.AddServiceDefaults("profiler");
                builder.AddProfiler();
                builder.Services.AddGrpcPeer<ProfilerClient>("profiler");
                builder.Services.AddSingleton(worker);
            },
            app =>
            {
                app.MapDefaultEndpoints();
                app.MapProfiler();
                app.MapGrpcService<ScriptedWorker>();
            }
        );

    private static async Task<Contracts.Profiler.V1.Registry> NextAsync(
        AsyncServerStreamingCall<Contracts.Profiler.V1.Registry> watch,
        Func<Contracts.Profiler.V1.Registry, bool> wanted
    )
    {
        while (await Wait.ForAsync(watch.ResponseStream.MoveNext(CancellationToken.None), "the registry changes"))
        {
            if (wanted(watch.ResponseStream.Current))
            {
                return watch.ResponseStream.Current;
            }
        }

        throw new InvalidOperationException("The watch ended.");
    }

    private static FleetUpdate Update(params string[] models)
    {
        var replica = new Replica
        {
            Name = "a",
            Epoch = 1,
            Health = Health.Healthy,
        };
        replica.Models.AddRange(models.Select(name => new Model { Name = name, Digest = name }));
        return new FleetUpdate
        {
            Worker = "worker-1",
            Address = "http://w1/",
            Full = true,
            Replicas = { replica },
        };
    }

    private sealed class ScriptedWorker : Worker.WorkerBase
    {
        private readonly Channel<FleetUpdate?> _script = Channel.CreateUnbounded<FleetUpdate?>();

        public void Say(FleetUpdate update) => _script.Writer.TryWrite(update);

        /// <summary>Ends the watch that runs, as a worker that dies does.</summary>
        public void Break() => _script.Writer.TryWrite(null);

        public override async Task Watch(
            WatchRequest request,
            IServerStreamWriter<FleetUpdate> responseStream,
            ServerCallContext context
        )
        {
            await foreach (var update in _script.Reader.ReadAllAsync(context.CancellationToken))
            {
                if (update is null)
                {
                    throw new RpcException(new Status(StatusCode.Unavailable, "Scripted."));
                }

                await responseStream.WriteAsync(update);
            }
        }
    }
}
