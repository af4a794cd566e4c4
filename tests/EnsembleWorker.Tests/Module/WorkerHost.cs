using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>The whole module on a real gRPC endpoint, with one replica named "gpu-1" unless the settings say otherwise.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    public const string Replica = "gpu-1";
    private readonly WebApplication _app;
    private readonly string _data;
    private readonly bool _ownsData;

    private WorkerHost(WebApplication app, LogRecorder log, string data, bool ownsData) =>
        (_app, Log, _data, _ownsData) = (app, log, data, ownsData);

    public LogRecorder Log { get; }

    public IServiceProvider Services => _app.Services;

    public Worker.WorkerClient Client
    {
        get
        {
            var own = Services.GetRequiredService<PeerAddresses>().OwnGrpc;
            return Services.GetRequiredService<GrpcPeers>().ClientAt<Worker.WorkerClient>(own);
        }
    }

    public static string NewDataFolder() => Directory.CreateTempSubdirectory("orchestrator-worker-").FullName;

    public static async Task<WorkerHost> StartAsync(
        Uri? replica,
        Dictionary<string, string?>? settings = null,
        string? dataFolder = null,
        Action<IServiceCollection>? services = null
    )
    {
        var data = dataFolder ?? NewDataFolder();
        var builder = WebApplication.CreateBuilder();
        var log = new LogRecorder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Configuration.AddInMemoryCollection(Defaults(replica, data)).AddInMemoryCollection(settings ?? []);
        builder.AddServiceDefaults("worker");
        builder.AddEnsembleWorker();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapEnsembleWorker();
        await app.StartAsync(CancellationToken.None);
        return new WorkerHost(app, log, data, dataFolder is null);
    }

    /// <summary>Watches until the replica is as wanted.</summary>
    public async Task<Replica> ReplicaAsync(Func<Replica, bool> isWanted, string what)
    {
        using var call = Client.Watch(new WatchRequest(), cancellationToken: CancellationToken.None);
        return await Wait.ForAsync(FindAsync(call), what);

        async Task<Replica> FindAsync(AsyncServerStreamingCall<FleetUpdate> watch)
        {
            var inventories = new Dictionary<string, Model[]>(StringComparer.Ordinal);
            await foreach (var update in watch.ResponseStream.ReadAllAsync(CancellationToken.None))
            {
                foreach (var replica in update.Replicas)
                {
                    // As a reader does: an inventory comes once, later messages name it by its hash.
                    var known = replica.InventoryIncluded
                        ? [.. replica.Models]
                        : inventories.GetValueOrDefault(replica.Name, []);
                    replica.Models.Clear();
                    replica.Models.AddRange(inventories[replica.Name] = known);
                }

                if (update.Replicas.FirstOrDefault(isWanted) is { } found)
                {
                    return found;
                }
            }

            throw new InvalidOperationException($"The watch ended before this: {what}.");
        }
    }

    /// <summary>Watches until a model's measure is as wanted.</summary>
    public async Task<ModelMeasure> MeasureAsync(Func<ModelMeasure, bool> isWanted, string what) =>
        (await ReplicaAsync(replica => replica.Measured.Any(isWanted), what)).Measured.Last(isWanted);

    /// <summary>Waits until the replica is owned and was looked at.</summary>
    public Task<Replica> ReadyAsync() =>
        ReplicaAsync(
            replica => replica is { Health: Health.Healthy, Models.Count: > 0 },
            "the worker owns its replica and has seen its models"
        );

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Log.ThrowOnUnexpectedErrors();
        if (_ownsData)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_data, recursive: true);
        }
    }

    private static Dictionary<string, string?> Defaults(Uri? replica, string data)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Endpoints:Http"] = "",
            ["Endpoints:Grpc"] = "http://127.0.0.1:0",
            ["Data:Directory"] = data,
            ["Worker:Inventory:Interval"] = "00:00:00.1",
        };
        if (replica is not null)
        {
            settings["Worker:Replicas:0:Name"] = Replica;
            settings["Worker:Replicas:0:Url"] = replica.ToString();
        }

        return settings;
    }
}
