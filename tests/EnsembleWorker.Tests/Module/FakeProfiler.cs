using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>A profiler on a port of its own that gives the orders that the test wants, to all who register.</summary>
internal sealed class FakeProfiler : Profiler.ProfilerBase, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Channel<WorkerOrders>, bool> _workers = [];
    private WebApplication? _app;
    private WorkerOrders _orders = new();

    public ConcurrentQueue<RegisterWorkerRequest> Registrations { get; } = [];

    public static async Task<FakeProfiler> StartAsync(int port)
    {
        var fake = new FakeProfiler();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(fake);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        fake._app = builder.Build();
        fake._app.MapGrpcService<FakeProfiler>();
        await fake._app.StartAsync(CancellationToken.None);
        return fake;
    }

    /// <summary>To all who are registered, and to all who come later.</summary>
    public void Order(WorkerOrders orders)
    {
        Volatile.Write(ref _orders, orders);
        foreach (var worker in _workers.Keys)
        {
            worker.Writer.TryWrite(orders);
        }
    }

    public override async Task RegisterWorker(
        RegisterWorkerRequest request,
        IServerStreamWriter<WorkerOrders> responseStream,
        ServerCallContext context
    )
    {
        Registrations.Enqueue(request);
        var orders = Channel.CreateUnbounded<WorkerOrders>();
        _workers[orders] = true;
        orders.Writer.TryWrite(Volatile.Read(ref _orders));
        try
        {
            await foreach (var order in orders.Reader.ReadAllAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(order, context.CancellationToken);
            }
        }
        catch (OperationCanceledException) { }
        finally
        {
            _workers.TryRemove(orders, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }
}
