using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Profiler.Tests.Hosting;

/// <summary>A worker that says what the test wants: to each watcher the whole at first, then what is sent.</summary>
internal sealed class ScriptedWorker(IHostApplicationLifetime lifetime) : Worker.WorkerBase
{
    private readonly ConcurrentDictionary<Channel<FleetUpdate?>, bool> _watchers = [];
    private readonly Lock _gate = new();
    private Replica[] _replicas = [];

    public string Name { get; set; } = "worker-1";

    public string Address { get; set; } = "http://w1/";

    /// <summary>What probes have asked, from whichever profiler.</summary>
    public ConcurrentQueue<ProbeRequest> Probes { get; } = [];

    public int Watches => _watchers.Count;

    /// <summary>What the worker owns now; whoever watches hears it.</summary>
    public void Owns(params Replica[] replicas)
    {
        lock (_gate)
        {
            _replicas = replicas;
            foreach (var watcher in _watchers.Keys)
            {
                watcher.Writer.TryWrite(Whole());
            }
        }
    }

    /// <summary>Ends the watches that run, as a worker that dies does.</summary>
    public void Break()
    {
        foreach (var watcher in _watchers.Keys)
        {
            watcher.Writer.TryWrite(null);
        }
    }

    public override async Task Watch(
        WatchRequest request,
        IServerStreamWriter<FleetUpdate> responseStream,
        ServerCallContext context
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        var updates = Begin();
        var sequence = 0UL;
        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(ends.Token))
            {
                var told = update?.Clone() ?? throw new RpcException(new Status(StatusCode.Unavailable, "Scripted."));
                told.Sequence = ++sequence;
                await responseStream.WriteAsync(told, ends.Token);
            }
        }
        catch (OperationCanceledException) { }
        finally
        {
            _watchers.TryRemove(updates, out _);
        }
    }

    public override Task<ProbeResponse> Probe(ProbeRequest request, ServerCallContext context)
    {
        Probes.Enqueue(request);
        var finished = new Finished { PromptTokens = 20, OutputTokens = 2 };
        return Task.FromResult(new ProbeResponse { Content = "No idea.", Finished = finished });
    }

    public static Replica Replica(string name, params string[] models)
    {
        var replica = new Replica
        {
            Name = name,
            Epoch = 1,
            Health = Health.Healthy,
            InventoryIncluded = true,
            InventoryHash = (ulong)models.Sum(model => (long)string.GetHashCode(model, StringComparison.Ordinal)) | 1,
        };
        replica.Models.AddRange(models.Select(model => new Model { Name = model, Digest = $"digest-{model}" }));
        return replica;
    }

    private Channel<FleetUpdate?> Begin()
    {
        lock (_gate)
        {
            var updates = Channel.CreateUnbounded<FleetUpdate?>();
            updates.Writer.TryWrite(Whole());
            _watchers[updates] = true;
            return updates;
        }
    }

    private FleetUpdate Whole()
    {
        var update = new FleetUpdate
        {
            Worker = Name,
            Address = Address,
            Full = true,
        };
        update.Replicas.Add(_replicas);
        return update;
    }
}
