using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Storage;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Persistence;

public sealed class HistoryTests : IDisposable
{
    private readonly ProfilerDatabase _database = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly StoreOptions _options = new();
    private readonly FleetFeed _feed;
    private readonly HistoryRounds _rounds;

    public HistoryTests()
    {
        var ids = new IdSource(_clock);
        _feed = new FleetFeed(Options.Create(new ProfilerOptions()), ids);
        _rounds = new HistoryRounds(_feed, new HistoryStore(_database), Options.Create(_options), ids, _clock);
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Only_what_was_called_since_is_added()
    {
        Hear(Measured("m", 50, calls: 10));
        await _rounds.RunAsync(default);
        await _rounds.RunAsync(default);
        Hear(Measured("m", 60, calls: 11));
        await _rounds.RunAsync(default);

        Assert.Equal([10L, 11L], Rows().Select(row => row.Calls));
        Assert.Equal(60, Rows()[^1].Decode, precision: 6);
    }

    [Fact]
    public async Task What_is_old_keeps_one_row_a_day_and_what_is_older_goes()
    {
        for (var hour = 0; hour < 72; hour++)
        {
            Hear(Measured("m", 50, calls: (ulong)(hour + 1)));
            await _rounds.RunAsync(default);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(72, Rows().Count);
        _clock.Advance(_options.HistoryFullFor);
        await _rounds.RunAsync(default);
        Assert.Equal([24L, 48L, 72L], Rows().Select(row => row.Calls));

        _clock.Advance(_options.Retention);
        await _rounds.RunAsync(default);
        Assert.Empty(Rows());
    }

    [Fact]
    public void Rows_of_other_models_replicas_and_days_are_kept()
    {
        var rows = new[] { Row("a", "m", 1), Row("a", "m", 2), Row("a", "n", 2), Row("b", "m", 2), Row("a", "m", 30) };

        Assert.Equal([rows[0].HistoryId], HistoryRule.Dispensable(rows));
    }

    private void Hear(Measure measure) => _feed.Apply(registry => registry.Hear(Full(Replica("a", "m").With(measure))));

    private List<HistoryRow> Rows()
    {
        using var context = _database.CreateDbContext();
        return [.. context.History.OrderBy(row => row.AtUnixMs).ThenBy(row => row.Calls)];
    }

    private static HistoryRow Row(string replica, string digest, int hour) =>
        new()
        {
            HistoryId = Guid.CreateVersion7(),
            AtUnixMs = Now.AddHours(hour).ToUnixTimeMilliseconds(),
            Replica = replica,
            Digest = digest,
            Model = digest,
            Calls = 1,
            Prefill = 1,
            Decode = 1,
            LoadSeconds = 1,
            VramBytes = 1,
        };
}
