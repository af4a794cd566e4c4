using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Router.Tests;

/// <summary>A worker that owns what the test wants; each watcher gets the whole at first, then what is sent.</summary>
internal sealed class FakeWorker(IHostApplicationLifetime lifetime) : Worker.WorkerBase
{
    private readonly ConcurrentDictionary<Channel<FleetUpdate>, bool> _watchers = [];
    private int _watches;

    /// <summary>How often somebody began to watch.</summary>
    public int Watches => Volatile.Read(ref _watches);

    public IReadOnlyList<Replica> Replicas { get; set; } = [];

    /// <summary>What it says that it carries out.</summary>
    public IReadOnlyList<string> Strategies { get; set; } = ["ensemble"];

    /// <summary>False: a watcher is accepted and then told nothing.</summary>
    public bool Speaks { get; set; } = true;

    /// <summary>How it answers for vectors; null: it has no such call.</summary>
    public Func<EmbedRequest, CancellationToken, Task<EmbedResponse>>? OnEmbed { get; set; }

    /// <summary>How it answers for texts; null: it has no such call.</summary>
    public Func<GenerateRequest, CancellationToken, IAsyncEnumerable<GenerateChunk>>? OnGenerate { get; set; }

    /// <summary>Goes to everybody who watches now, as it is.</summary>
    public void Send(FleetUpdate update)
    {
        foreach (var watcher in _watchers.Keys)
        {
            watcher.Writer.TryWrite(update);
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
        var updates = Channel.CreateUnbounded<FleetUpdate>();
        _watchers[updates] = true;
        Interlocked.Increment(ref _watches);
        try
        {
            if (Speaks)
            {
                await responseStream.WriteAsync(Whole(), ends.Token);
            }

            await foreach (var update in updates.Reader.ReadAllAsync(ends.Token))
            {
                await responseStream.WriteAsync(update, ends.Token);
            }
        }
        catch (OperationCanceledException) { }
        finally
        {
            _watchers.TryRemove(updates, out _);
        }
    }

    public override Task<EmbedResponse> Embed(EmbedRequest request, ServerCallContext context) =>
        OnEmbed is { } answer ? answer(request, context.CancellationToken) : base.Embed(request, context);

    public override async Task Generate(
        GenerateRequest request,
        IServerStreamWriter<GenerateChunk> responseStream,
        ServerCallContext context
    )
    {
        if (OnGenerate is not { } answer)
        {
            await base.Generate(request, responseStream, context);
            return;
        }

        await foreach (var chunk in answer(request, context.CancellationToken))
        {
            await responseStream.WriteAsync(chunk, context.CancellationToken);
        }
    }

    private FleetUpdate Whole() =>
        new()
        {
            Sequence = 1,
            Full = true,
            Worker = "w",
            Replicas = { Replicas },
            Strategies = { Strategies },
        };
}
