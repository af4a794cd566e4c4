using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Benchmarks.FleetView;

/// <summary>
/// Workers on ports of their own in this process: each owns replicas with many models, sends a sign of life every two
/// seconds as real ones do, and tells a change when it is asked to.
/// </summary>
internal sealed class ManyOwners : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ManyOwners(WebApplication app) => _app = app;

    /// <summary>Tells the change of one replica to whoever watches its worker.</summary>
    public void Change(int worker, uint slots) => Owners.Tell(worker, slots);

    private OwnersService Owners => _app.Services.GetRequiredService<OwnersService>();

    public static async Task<ManyOwners> StartAsync(IReadOnlyList<int> ports, int replicasEach, int models)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var port in ports)
            {
                kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2);
            }
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new OwnersService(ports, replicasEach, models));
        var app = builder.Build();
        app.MapGrpcService<OwnersService>();
        await app.StartAsync();
        return new ManyOwners(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}

/// <summary>All of these workers; which one is meant tells the port.</summary>
internal sealed class OwnersService(IReadOnlyList<int> ports, int replicasEach, int models) : Worker.WorkerBase
{
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(2);

    private readonly Channel<uint>[] _changes = [.. ports.Select(_ => Channel.CreateUnbounded<uint>())];

    public void Tell(int worker, uint slots) => _changes[worker].Writer.TryWrite(slots);

    public override async Task Watch(
        WatchRequest request,
        IServerStreamWriter<FleetUpdate> responseStream,
        ServerCallContext context
    )
    {
        var worker = ports.ToList().IndexOf(context.GetHttpContext().Connection.LocalPort);
        var sequence = 1UL;
        await responseStream.WriteAsync(Whole(worker, sequence), context.CancellationToken);
        while (!context.CancellationToken.IsCancellationRequested)
        {
            using var beat = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
            beat.CancelAfter(_heartbeat);
            var update = New(worker, ++sequence);
            try
            {
                var slots = await _changes[worker].Reader.ReadAsync(beat.Token);
                update.Replicas.Add(Replica(worker, 0, slots, withInventory: false));
            }
            // Nothing to tell: a sign of life.
            catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested) { }

            await responseStream.WriteAsync(update, context.CancellationToken);
        }
    }

    private FleetUpdate New(int worker, ulong sequence) =>
        new()
        {
            Sequence = sequence,
            Worker = string.Create(CultureInfo.InvariantCulture, $"worker-{worker}"),
            Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[worker]}/"),
        };

    private FleetUpdate Whole(int worker, ulong sequence)
    {
        var update = New(worker, sequence);
        update.Full = true;
        update.Replicas.AddRange(
            Enumerable.Range(0, replicasEach).Select(index => Replica(worker, index, slots: 1, withInventory: true))
        );
        return update;
    }

    private Replica Replica(int worker, int index, uint slots, bool withInventory)
    {
        var replica = new Replica
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"replica-{worker}-{index}"),
            Epoch = 1,
            Health = Health.Healthy,
            Slots = slots,
            InventoryHash = 1,
            InventoryIncluded = withInventory,
        };
        if (withInventory)
        {
            replica.Models.AddRange(Enumerable.Range(0, models).Select(Model));
        }

        return replica;
    }

    private static Model Model(int index)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"family-{index % 20}:{1 + (index % 70)}b-{index}");
        return new Model
        {
            Name = name,
            Digest = $"sha256-{name}",
            SizeBytes = 5_000_000_000,
            Family = "family",
            ParameterSize = "8.2B",
            Quantization = "Q4_K_M",
            ContextTokens = 32_768,
            Capabilities = { "completion", "tools" },
        };
    }
}
