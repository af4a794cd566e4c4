using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Watching;

/// <summary>One watcher, and a clock that the test moves.</summary>
public sealed class LiveFollowTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly EnsembleWorkerOptions _options = new();
    private readonly Watcher _watcher = new();
    private readonly RunRow _row = new()
    {
        RunId = "r",
        Strategy = "ensemble",
        State = RunStates.Running,
    };

    // Set before each test.
    private RunDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await RunDatabase.CreateAsync();
        await new RunStore(_database).TryAddAsync(_row, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        _database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Tokens_within_one_interval_come_as_one_piece()
    {
        var live = Live();
        var following = FollowAsync(live);
        live.Append("first", "");
        await _watcher.HasAsync(1);

        live.Append(" second", "");
        live.Append(" third", "");
        await PassAsync(19);
        Assert.Equal(["first"], _watcher.Told);
        await PassAsync(1);
        await _watcher.HasAsync(2);
        live.End();

        await Wait.ForAsync(following, "the watch ends");
        Assert.Equal(["first", " second third"], _watcher.Told);
    }

    [Fact]
    public async Task An_entry_and_the_text_before_it_do_not_wait_for_the_interval()
    {
        var live = Live();
        var following = FollowAsync(live);
        live.Append("first", "");
        await _watcher.HasAsync(1);

        live.Append(" last", "");
        live.Add(1, 0, "completed", "{}");
        await _watcher.HasAsync(3);
        live.End();

        await Wait.ForAsync(following, "the watch ends without the clock");
        Assert.Equal(["first", " last", "completed"], _watcher.Told);
    }

    [Fact]
    public async Task What_a_slow_watcher_has_missed_comes_from_the_database_in_order_and_without_a_gap()
    {
        _options.Runs.Watch.KeptEntries = 2;
        var live = Live();
        await using (var context = _database.CreateDbContext())
        {
            for (var sequence = 1; sequence <= 7; sequence++)
            {
                context.RunLog.Add(Entry(sequence));
                live.Add(sequence, 0, "ai_response", $"{{\"n\":{sequence}}}");
            }

            await context.SaveChangesAsync();
        }

        live.End();
        await Wait.ForAsync(FollowAsync(live), "the watch ends");

        Assert.Equal([1ul, 2, 3, 4, 5, 6, 7], _watcher.Events.Select(told => told.Sequence));
        Assert.Equal("{\"n\":3}", _watcher.Events.ElementAt(2).PayloadJson);
    }

    [Fact]
    public async Task A_watch_of_a_run_that_was_deleted_meanwhile_ends()
    {
        _options.Runs.Watch.KeptEntries = 1;
        var live = Live();
        live.Add(1, 0, "ai_response", "{}");
        live.Add(2, 0, "ai_response", "{}");

        await Wait.ForAsync(FollowAsync(live), "the watch ends");

        Assert.Empty(_watcher.Events);
    }

    private LiveRun Live()
    {
        var live = new LiveRun("r", 1, 1, _options.Runs.Watch, _clock);
        live.BeginAnswer(new AnswerWriter("s", "a:1", "gpu-1", Simulated: false));
        return live;
    }

    private Task FollowAsync(LiveRun live)
    {
        var options = Options.Create(_options);
        var follow = new LiveFollow(new RunLog(new RunStore(_database), options), options, _clock);
        return follow.RunAsync(live, _row, new LiveCursor { NextSequence = 1 }, _watcher, CancellationToken.None);
    }

    // With room for the watch between two steps of the clock.
    private async Task PassAsync(int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(2);
        }
    }

    private static RunLogRow Entry(long sequence) =>
        new()
        {
            RunId = "r",
            Sequence = sequence,
            Name = "ai_response",
            Payload = $"{{\"n\":{sequence}}}",
        };

    private sealed class Watcher : IServerStreamWriter<RunEvent>
    {
        public ConcurrentQueue<RunEvent> Events { get; } = [];

        public IEnumerable<string> Told => Events.Select(told => told.Answer?.Content ?? told.Name);

        public WriteOptions? WriteOptions { get; set; }

        public Task HasAsync(int count) => Wait.UntilAsync(() => Events.Count == count, $"{count} events are told");

        public Task WriteAsync(RunEvent message)
        {
            Events.Enqueue(message);
            return Task.CompletedTask;
        }

        public Task WriteAsync(RunEvent message, CancellationToken cancellationToken) => WriteAsync(message);
    }
}
