using Microsoft.Extensions.Options;
using Orchestrator.Inference;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Models;

namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>Loads and frees models. One is loaded at a time; those that are there go on meanwhile.</summary>
internal sealed partial class ModelPool : IDisposable
{
    private readonly LlamaLibrary _library;
    private readonly IOptions<LlamaCppOptions> _options;
    private readonly WaitingRoom _room;
    private readonly TimeProvider _clock;
    private readonly ILogger<ModelPool> _logger;
    private readonly LoadedModels _models = new();
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
    public IReadOnlyList<PoolEntry> Loaded() => _models.All();

    /// <summary>Waits for the model. A load goes on when its caller is gone: the next one will want it.</summary>
    /// <returns>Null when too many calls wait already.</returns>
    /// <exception cref="LlamaException">It cannot be loaded.</exception>
    public async Task<ModelUse?> UseAsync(ModelFile file, ModelWish wish, CancellationToken cancellationToken)
    {
        var arrived = _clock.GetTimestamp();
        if (Join(file, wish) is { } hot)
        {
            return Use(hot, arrived);
        }

        if (!await _room.WaitAsync(_loading, cancellationToken))
        {
            return null;
        }

        try
        {
            return Use(Join(file, wish) ?? await LoadAsync(file, wish, cancellationToken), arrived);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Lets a model go, at once or when its last call ends.</summary>
    public void Unload(ModelId id)
    {
        _models.SendAway(id);
        Sweep();
    }

    /// <summary>Called by <see cref="ModelUse"/>.</summary>
    public void End(PoolEntry entry)
    {
        _models.End(entry, _clock.GetUtcNow());
        Sweep();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _models.TakeIdle().ForEach(entry => entry.Close());
        _loading.Dispose();
    }

    private PoolEntry? Join(ModelFile file, ModelWish wish) =>
        _models.Join(
            entry =>
                entry.Id == file.Id && entry.File.Digest == file.Digest && entry.Model.GpuLayers == GpuLayers(wish),
            wish.KeepAlive,
            _clock.GetUtcNow()
        );

    private async Task<PoolEntry> LoadAsync(ModelFile file, ModelWish wish, CancellationToken cancellationToken)
    {
        while (_models.SendAwayFor(file.Id, _options.Value.MaxLoadedModels) is { } victim)
        {
            Sweep();
            await victim.Closed.WaitAsync(cancellationToken);
        }

        var started = _clock.GetTimestamp();
        var load = Task.Run(() => LoadedModel.Load(_library, file, GpuLayers(wish), _options), CancellationToken.None);
        var entry = new PoolEntry(await load, _options.Value.KeepAlive);
        LogLoaded(file.Id.ToString(), _clock.GetElapsedTime(started));
        return _models.Add(entry, wish.KeepAlive, _clock.GetUtcNow());
    }

    private ModelUse Use(PoolEntry entry, long arrived) =>
        new(this, entry) { LoadTime = _clock.GetElapsedTime(arrived) };

    // Frees outside the table's lock: it takes a while, and whoever asks for another model need not wait for it.
    private void Sweep()
    {
        var over = _models.TakeOver(_clock.GetUtcNow(), out var next);
        _timer.Change(next ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var entry in over)
        {
            entry.Close();
            LogUnloaded(entry.Id.ToString());
        }
    }

    // Without a GPU another number changes nothing, and must not load the model again.
    private int GpuLayers(ModelWish wish) => _library.SupportsGpu ? wish.GpuLayers ?? _options.Value.GpuLayers : 0;

    [LoggerMessage(3711, LogLevel.Information, "Model {Model} is in memory after {Time}.")]
    private partial void LogLoaded(string model, TimeSpan time);

    [LoggerMessage(3712, LogLevel.Information, "Model {Model} has left the memory.")]
    private partial void LogUnloaded(string model);
}
