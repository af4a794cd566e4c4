using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;
using ProfilerClient = Orchestrator.Contracts.Profiler.V1.Profiler.ProfilerClient;

namespace Orchestrator.Profiler.Tests.Hosting;

/// <summary>The profiler over real sockets, with a worker in the same process that says what the test wants.</summary>
internal sealed class ProfilerHost : IAsyncDisposable
{
    private readonly ServiceHost _host;

    private ProfilerHost(ServiceHost host, LogRecorder log) => (_host, Log) = (host, log);

    public LogRecorder Log { get; }

    public ScriptedWorker Worker => Get<ScriptedWorker>();

    public ProfilerClient Client => Get<ProfilerClient>();

    /// <summary>Where it serves gRPC.</summary>
    public Uri Address => Get<PeerAddresses>().OwnGrpc;

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="data">A folder that an earlier host left, or that two hosts share; null for a new one.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="build">Further services.</param>
    public static async Task<ProfilerHost> StartAsync(
        DirectoryInfo? data = null,
        Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? build = null
    )
    {
        var log = new LogRecorder();
        var host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.AddServiceDefaults("profiler");
                builder.Logging.AddProvider(log);
                builder.AddProfiler();
                builder.Services.AddGrpcPeer<ProfilerClient>("profiler");
                builder.Services.AddSingleton<ScriptedWorker>();
                build?.Invoke(builder);
            },
            app =>
            {
                app.MapDefaultEndpoints();
                app.MapProfiler();
                app.MapGrpcService<ScriptedWorker>();
            },
            data,
            settings
        );
        return new ProfilerHost(host, log);
    }

    public FleetReader Read(bool speeds = false) => new(Client.WatchFleet(new WatchFleetRequest { Speeds = speeds }));

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

/// <summary>A reader of the fleet view that keeps a copy of it.</summary>
internal sealed class FleetReader(AsyncServerStreamingCall<FleetChange> watch) : IDisposable
{
    public string View { get; private set; } = "";

    public Dictionary<string, Owner> Owners { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ReplicaEntry> Replicas { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Name, string Digest), ModelProfile> Models { get; } = [];

    public Dictionary<(string Replica, string Digest), ReplicaSpeed> Speeds { get; } = [];

    public ModelProfile? Model(string name) => Models.Values.FirstOrDefault(model => model.Name == name);

    /// <summary>Reads on until the copy is as it is wanted.</summary>
    public async Task UntilAsync(Func<FleetReader, bool> wanted, string what)
    {
        while (!wanted(this))
        {
            Assert.True(await Wait.ForAsync(watch.ResponseStream.MoveNext(CancellationToken.None), what), "It ended.");
            Apply(watch.ResponseStream.Current);
        }
    }

    public void Dispose() => watch.Dispose();

    private void Apply(FleetChange change)
    {
        if (change.Snapshot && View != change.View)
        {
            Owners.Clear();
            Replicas.Clear();
            Models.Clear();
            Speeds.Clear();
        }

        View = change.View;
        change.Owners.ToList().ForEach(owner => Owners[owner.Address] = owner);
        change.Replicas.ToList().ForEach(replica => Replicas[replica.Name] = replica);
        change.Models.ToList().ForEach(model => Models[(model.Name, model.Digest)] = model);
        change.Speeds.ToList().ForEach(speed => Speeds[(speed.Replica, speed.Digest)] = speed);
        change.RemovedOwners.ToList().ForEach(address => Owners.Remove(address));
        change.RemovedReplicas.ToList().ForEach(name => Replicas.Remove(name));
        change.RemovedModels.ToList().ForEach(key => Models.Remove((key.Name, key.Digest)));
        change.RemovedSpeeds.ToList().ForEach(key => Speeds.Remove((key.Replica, key.Digest)));
    }
}
