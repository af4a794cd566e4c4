using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Persistence;

/// <summary>What has changed in the view and is not written yet. Each thing waits once, as it is now.</summary>
internal sealed class ProfileWrites(
    FleetFeed feed,
    ProfileStore store,
    IOptions<StoreOptions> options,
    TimeProvider clock
)
{
    /// <summary>Rows of one statement: a writer of a SQLite file makes the others wait for it.</summary>
    private const int ChunkRows = 200;

    private readonly Dictionary<SpeedId, SpeedState> _speeds = [];
    private readonly Dictionary<ModelId, ModelState> _models = [];
    private ulong _seen;

    /// <summary>Writes at most the configured number of rows. What fails stays for the next round.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Collect();
        var left = options.Value.RowsPerWriteMax;
        left -= await WriteAsync(_models, left, store.WriteAsync, cancellationToken);
        await WriteAsync(_speeds, left, store.WriteAsync, cancellationToken);
    }

    /// <summary>All models of the view once more, so that the rows of those that never change do not grow old.</summary>
    public void Refresh()
    {
        foreach (var model in feed.Read(registry => registry.Maps.Models.ToList()))
        {
            _models.TryAdd(model.Id, model);
        }
    }

    private void Collect()
    {
        var delta = feed.Read(registry => registry.Maps.Since(_seen, withSpeeds: true));
        _seen = delta.Version;
        foreach (var speed in delta.Speeds.Changed.Where(speed => speed.IsMeasured))
        {
            _speeds[speed.Id] = speed;
        }

        foreach (var model in delta.Models.Changed)
        {
            _models[model.Id] = model;
        }
    }

    private async Task<int> WriteAsync<TKey, TState>(
        Dictionary<TKey, TState> pending,
        int rowsMax,
        Func<IReadOnlyList<TState>, DateTimeOffset, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
        where TKey : notnull
    {
        var written = 0;
        while (pending.Count > 0 && written < rowsMax)
        {
            var chunk = pending.Take(Math.Min(ChunkRows, rowsMax - written)).ToList();
            await write([.. chunk.Select(each => each.Value)], clock.GetUtcNow(), cancellationToken);
            chunk.ForEach(each => pending.Remove(each.Key));
            written += chunk.Count;
        }

        return written;
    }
}
