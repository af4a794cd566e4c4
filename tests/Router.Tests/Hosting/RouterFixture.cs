using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;
using RouterClient = Orchestrator.Contracts.Router.V1.Router.RouterClient;

namespace Orchestrator.Router.Tests;

/// <summary>A router and the peers that it watches, each a host of its own on real sockets.</summary>
internal sealed class RouterFixture : IAsyncDisposable
{
    private readonly List<TestApp> _apps = [];

    private RouterFixture() { }

    public TestApp ProfilerApp => _apps[0];

    public TestApp RouterApp => _apps[1];

    public FakeProfiler Profiler => ProfilerApp.Get<FakeProfiler>();

    public RouterClient Client => RouterApp.Get<GrpcPeers>().ClientAt<RouterClient>(RouterApp.Grpc);

    public static async Task<RouterFixture> StartAsync(params (string Key, string Value)[] settings)
    {
        var fixture = new RouterFixture();
        var profiler = await TestApp.StartAsync(
            builder => builder.Services.AddSingleton<FakeProfiler>(),
            app => app.MapGrpcService<FakeProfiler>()
        );
        fixture._apps.Add(profiler);
        fixture._apps.Add(
            await TestApp.StartAsync(
                builder => builder.AddRouter(),
                app => app.MapRouter(),
                [
                    ("services:profiler:grpc:0", profiler.Grpc.ToString()),
                    ("Router:Fleet:RedialWait", "00:00:00.010"),
                    ("Router:Fleet:RedialWaitMax", "00:00:00.100"),
                    ("Router:Fleet:OwnerSilence", "00:05:00"),
                    .. settings,
                ]
            )
        );
        return fixture;
    }

    /// <summary>A worker that the registry does not name yet.</summary>
    public async Task<TestApp> StartWorkerAsync(params Replica[] replicas)
    {
        var app = await TestApp.StartAsync(
            builder => builder.Services.AddSingleton<FakeWorker>(),
            app => app.MapGrpcService<FakeWorker>()
        );
        app.Get<FakeWorker>().Replicas = replicas;
        _apps.Add(app);
        return app;
    }

    public static Replica Replica(string name, params string[] models)
    {
        var replica = new Replica
        {
            Name = name,
            Epoch = 7,
            Health = Health.Healthy,
            Slots = 1,
            QueueLimit = 4,
        };
        replica.Models.Add(
            models.Select(model => new Model
            {
                Name = model,
                ContextTokens = 8_192,
                Capabilities = { "completion" },
            })
        );
        return replica;
    }

    public static RouteRequest Request(string model, string text = "What is a monad?") =>
        new()
        {
            RunId = "run-1",
            RequestedModel = model,
            Turns =
            {
                new Turn { Role = "user", Text = text },
            },
        };

    public async Task<FleetResponse> FleetIsAsync(Func<FleetResponse, bool> condition, string what)
    {
        FleetResponse? last = null;
        await Wait.UntilAsync(
            async () => (last = await FleetAsync()) is not null && condition(last),
            () => $"{what}; last seen: {last}",
            Wait.Limit
        );
        return last!; // The condition has seen it.
    }

    /// <returns>Null while the router does not know the fleet.</returns>
    private async Task<FleetResponse?> FleetAsync()
    {
        try
        {
            return await Client.GetFleetAsync(new FleetRequest());
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in Enumerable.Reverse(_apps))
        {
            await app.DisposeAsync();
        }
    }
}
