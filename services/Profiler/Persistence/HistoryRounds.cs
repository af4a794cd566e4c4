using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Speeds;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Persistence;

/// <summary>Adds to the history what has changed since the last time, thins out what is old, and deletes what is older.</summary>
internal sealed class HistoryRounds(
    FleetFeed feed,
    HistoryStore store,
    IOptions<StoreOptions> options,
    IdSource ids,
    TimeProvider clock
)
{
    private readonly Dictionary<SpeedId, ulong> _callsTold = [];
    private Guid _thinnedUntil;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await AddAsync(now, cancellationToken);
        await ThinAsync(now - options.Value.HistoryFullFor, cancellationToken);
        var oldest = (now - options.Value.Retention).ToUnixTimeMilliseconds();
        await store.DeleteBeforeAsync(oldest, options.Value.RowsPerWriteMax, cancellationToken);
    }

    private async Task AddAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var news = feed.Read(registry =>
            registry.Maps.Speeds.Where(IsNews).Take(options.Value.RowsPerWriteMax).ToList()
        );
        if (news.Count > 0)
        {
            await store.AddAsync(news.Select(speed => ToRow(speed, now)), cancellationToken);
            news.ForEach(speed => _callsTold[speed.Id] = speed.Counts.Calls);
        }
    }

    private bool IsNews(SpeedState speed) =>
        speed.IsMeasured && _callsTold.GetValueOrDefault(speed.Id) != speed.Counts.Calls;

    // From where the last round ended: what was looked at once is thin already.
    private async Task ThinAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(
            _thinnedUntil,
            before.ToUnixTimeMilliseconds(),
            options.Value.RowsPerWriteMax,
            cancellationToken
        );
        if (rows.Count == 0)
        {
            return;
        }

        await store.DeleteAsync(HistoryRule.Dispensable(rows), cancellationToken);
        _thinnedUntil = rows[^1].HistoryId;
    }

    private HistoryRow ToRow(SpeedState speed, DateTimeOffset now) =>
        new()
        {
            HistoryId = ids.Next(),
            AtUnixMs = now.ToUnixTimeMilliseconds(),
            Replica = speed.Id.Replica,
            Digest = speed.Id.Digest,
            Model = speed.Model,
            Calls = (long)Math.Min(speed.Counts.Calls, long.MaxValue),
            Prefill = SpeedBlend.Prefill(speed).Value,
            Decode = SpeedBlend.Decode(speed).Value,
            LoadSeconds = SpeedBlend.Load(speed).Value,
            VramBytes = (long)(speed.Live?.VramBytes ?? speed.Baseline?.VramBytes ?? 0),
        };
}
