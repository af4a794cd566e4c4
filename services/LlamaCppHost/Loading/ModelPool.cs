using Microsoft.Extensions.Options;
using Orchestrator.Inference;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Models;

namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>The models in memory. One is loaded at a time; those that are there go on meanwhile.</summary>
internal sealed partial class ModelPool : IDisposable
{
    // The longest that a timer takes; a model that stays longer stays for ever.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(40);

    private readonly LlamaLibrary _library;
    private readonly IOptions<LlamaCppOptions> _options;
    private readonly WaitingRoom _room;
    private readonly TimeProvider _clock;
    private readonly ILogger<ModelPool> _logger;
    private readonly Lock _gate = new();
    private readonly List<PoolEntry> _entries = [];
    private readonly SemaphoreSlim _loading = new(1);
    private readonly ITimer _timer;

    public ModelPool(
        LlamaLibrary library,
        IOptions<LlamaCppOptions> options,
        WaitingRoom room,
        TimeProvider clock,
        ILogger<ModelPool> logger
    )
    {
        _library = library;
        _options = options;
        _room = room;
        _clock = clock;
        _logger = logger;
        _timer = clock.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Those in memory, the one that stays longest first.</summary>
    public IReadOnlyList<PoolEntry> Loaded()
    {
        lock (_gate)
        {
            return [.. _entries.OrderByDescending(entry => entry.ExpiresAt)];
        }
    }

    /// <summary>Waits for the model. A load goes on when its caller is gone: the next one will want it.</summary>
    /// <returns>Null when too many calls wait already.</returns>
    /// <exception cref="LlamaException">It cannot be loaded.</exception>
    public async Task<ModelUse?> UseAsync(ModelFile file, ModelWish wish, CancellationToken cancellationToken)
    {
        var arrived = _clock.GetTimestamp();
#pragma warning disable CA2000 // Handed on to the caller, who ends it.
        if (Join(file, wish, arrived) is { } hot)
        {
            return hot;
        }

        if (!await _room.WaitAsync(_loading, cancellationToken))
        {
            return null;
        }

        try
        {
            if (Join(file, wish, arrived) is { } loaded)
            {
                return loaded;
            }
#pragma warning restore CA2000

            await MakeRoomAsync(file, cancellationToken);
            var model = await Task.Run(
                () => LoadedModel.Load(_library, file, GpuLayers(wish), _options),
                CancellationToken.None
            );
            LogLoaded(file.Id.ToString(), _clock.GetElapsedTime(arrived));
            return Add(model, wish, arrived);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Lets a model go, at once or when its last call ends.</summary>
    public void Unload(ModelId id)
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Where(entry => entry.Id == id))
            {
                entry.IsClosing = true;
            }
        }

        Sweep();
    }

    /// <summary>Called by <see cref="ModelUse"/>.</summary>
    public void End(PoolEntry entry)
    {
        lock (_gate)
        {
            entry.Users--;
            entry.ExpiresAt = EndOf(entry.KeepAlive);
        }

        Sweep();
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            // A call that still runs keeps its memory: the process ends anyway.
            _entries.Where(entry => entry.Users == 0).ToList().ForEach(entry => entry.Close());
            _entries.Clear();
        }

        _loading.Dispose();
    }

    private ModelUse? Join(ModelFile file, ModelWish wish, long arrived)
    {
        lock (_gate)
        {
            var entry = _entries.Find(entry => !entry.IsClosing && Fits(entry, file, wish));
            return entry is null ? null : Use(entry, wish, arrived);
        }
    }

    private ModelUse Add(LoadedModel model, ModelWish wish, long arrived)
    {
        lock (_gate)
        {
            var entry = new PoolEntry(model, _options.Value.KeepAlive);
            _entries.Add(entry);
            return Use(entry, wish, arrived);
        }
    }

    private ModelUse Use(PoolEntry entry, ModelWish wish, long arrived)
    {
        entry.Users++;
        entry.KeepAlive = wish.KeepAlive ?? entry.KeepAlive;
        entry.ExpiresAt = EndOf(entry.KeepAlive);
        return new ModelUse(this, entry) { LoadTime = _clock.GetElapsedTime(arrived) };
    }

    private async Task MakeRoomAsync(ModelFile file, CancellationToken cancellationToken)
    {
        while (NextVictim(file) is { } victim)
        {
            Sweep();
            await victim.Closed.WaitAsync(cancellationToken);
        }
    }

    private PoolEntry? NextVictim(ModelFile file)
    {
        lock (_gate)
        {
            var views = _entries.ConvertAll(entry => View(entry, entry.Id == file.Id));
            if (PoolRule.Victim(views, _options.Value.MaxLoadedModels) is not { } at)
            {
                return null;
            }

            _entries[at].IsClosing = true;
            return _entries[at];
        }
    }

    // Frees outside the lock: it takes a while, and whoever asks for another model need not wait for it.
    private void Sweep()
    {
        List<PoolEntry> over;
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            over = _entries.FindAll(entry => PoolRule.IsOver(View(entry), now));
            _entries.RemoveAll(over.Contains);
            var next = PoolRule.NextEnd(_entries.Select(entry => View(entry)), now);
            _timer.Change(
                next is { } wait && wait < _longest ? wait : Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }

        foreach (var entry in over)
        {
            entry.Close();
            LogUnloaded(entry.Id.ToString());
        }
    }

    private DateTimeOffset EndOf(TimeSpan keepAlive) =>
        keepAlive < _longest ? _clock.GetUtcNow() + keepAlive : _clock.GetUtcNow().AddYears(300);

    private static PoolView View(PoolEntry entry, bool isWanted = false) =>
        new(entry.Users, entry.ExpiresAt, entry.IsClosing, isWanted);

    private bool Fits(PoolEntry entry, ModelFile file, ModelWish wish) =>
        entry.Id == file.Id && entry.File.Digest == file.Digest && entry.Model.GpuLayers == GpuLayers(wish);

    private int GpuLayers(ModelWish wish) => wish.GpuLayers ?? _options.Value.GpuLayers;

    [LoggerMessage(3711, LogLevel.Information, "Model {Model} is in memory after {Time}.")]
    private partial void LogLoaded(string model, TimeSpan time);

    [LoggerMessage(3712, LogLevel.Information, "Model {Model} has left the memory.")]
    private partial void LogUnloaded(string model);
}
