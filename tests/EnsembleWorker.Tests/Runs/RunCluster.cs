using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Tests.Module;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>Workers that share a database, and the fleet that they all ask. Each has a bus of its own, in memory.</summary>
internal sealed class RunCluster : IAsyncDisposable
{
    private readonly string _data = WorkerHost.NewDataFolder();
    private readonly List<WorkerHost> _workers = [];

    private readonly IStrategy? _strategy;

    private RunCluster(FakeFleet fleet, IStrategy? strategy) => (Fleet, _strategy) = (fleet, strategy);

    public FakeFleet Fleet { get; }

    public WorkerHost First => _workers[0];

    public static Task<RunCluster> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(strategy: null, settings);

    /// <param name="strategy">One that the workers know besides their own.</param>
    public static async Task<RunCluster> StartAsync(IStrategy? strategy, params (string Key, string Value)[] settings)
    {
        var cluster = new RunCluster(await FakeFleet.StartAsync(), strategy);
        await cluster.AddAsync(settings);
        return cluster;
    }

    public async Task<WorkerHost> AddAsync(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Worker:Name"] = $"worker-{_workers.Count + 1}",
            ["Worker:Runs:Watch:PollInterval"] = "00:00:00.020",
            ["Stopping:Limit"] = "00:00:01",
            ["services:router:grpc:0"] = Fleet.Address.ToString(),
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var worker = await WorkerHost.StartAsync(
            replica: null,
            all,
            _data,
            services => _ = _strategy is null ? services : services.AddSingleton(_strategy)
        );
        _workers.Add(worker);
        return worker;
    }

    public static StartRunRequest Request(string runId, params string[] models) =>
        new()
        {
            RunId = runId,
            Strategy = "ensemble",
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
            Models = { models.Length > 0 ? models : ["a:1", "b:1", "c:1"] },
            Task = "code",
            Language = "ko",
        };

    /// <summary>Everything until the stream ends.</summary>
    public static async Task<List<RunEvent>> WatchAsync(WorkerHost worker, string runId, ulong from = 0)
    {
        using var call = worker.Client.WatchRun(new WatchRunRequest { RunId = runId, FromSequence = from });
        return await Wait.ForAsync(AllAsync(call), $"the watch of {runId} ends");

        static async Task<List<RunEvent>> AllAsync(AsyncServerStreamingCall<RunEvent> call)
        {
            var events = new List<RunEvent>();
            await foreach (var next in call.ResponseStream.ReadAllAsync())
            {
                events.Add(next);
            }

            return events;
        }
    }

    public static string TextOf(IEnumerable<RunEvent> events)
    {
        var pieces = events.Where(e => e.Answer is not null).Select(e => e.Answer).ToList();
        var last = pieces.Select(piece => piece.Writing).DefaultIfEmpty().Max();
        return string.Concat(pieces.Where(piece => piece.Writing == last).Select(piece => piece.Content));
    }

    public static async Task<RunView> ViewAsync(WorkerHost worker, string runId) =>
        await worker.Client.GetRunAsync(new GetRunRequest { RunId = runId });

    public static async Task<string> ControlAsync(
        WorkerHost worker,
        RunControl control,
        string text = "",
        string messageId = ""
    )
    {
        var request = new ControlRunRequest
        {
            RunId = "run-1",
            Control = control,
            Text = text,
            MessageId = messageId,
        };
        return (await worker.Client.ControlRunAsync(request)).State;
    }

    public static Task UntilAsync(WorkerHost worker, string runId, string state) =>
        Wait.UntilAsync(async () => (await ViewAsync(worker, runId)).State == state, $"the run {runId} is {state}");

    /// <summary>A run whose message was lost: nobody takes it up but a sweep, or who is told its id.</summary>
    public Task AddQueuedAsync(StartRunRequest request)
    {
        var row = new RunRow
        {
            RunId = request.RunId,
            Strategy = request.Strategy,
            State = RunStates.Queued,
            Request = Google.Protobuf.MessageExtensions.ToByteArray(request),
            CreatedAtMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return First.Services.GetRequiredService<RunStore>().TryAddAsync(row, CancellationToken.None);
    }

    /// <summary>What a killed worker leaves behind, after its lease has run out.</summary>
    public Task ExpireAsync(string runId) =>
        ChangeAsync(runs => runs.Where(run => run.RunId == runId), run => run.ExpiresAtMs = 0);

    public async Task ChangeAsync(Func<IQueryable<RunRow>, IQueryable<RunRow>> which, Action<RunRow> change)
    {
        var contexts = First.Services.GetRequiredService<IDbContextFactory<WorkerDbContext>>();
        await using var context = await contexts.CreateDbContextAsync();
        foreach (var run in await which(context.Runs).ToListAsync())
        {
            change(run);
        }

        await context.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await Fleet.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }
}
