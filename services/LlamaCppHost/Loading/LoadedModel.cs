using Microsoft.Extensions.Options;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Models;

namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>A model's weights in memory, and its slots.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly LlamaModel _model;
    private readonly LlamaCppOptions _options;
    private readonly SemaphoreSlim _free;
    private readonly Lock _gate = new();
    private readonly Stack<ModelSlot> _slots = new();

    private LoadedModel(LlamaModel model, ModelFile file, int gpuLayers, LlamaCppOptions options)
    {
        _model = model;
        _options = options;
        _free = new SemaphoreSlim(options.Slots);
        File = file;
        GpuLayers = gpuLayers;
    }

    public ModelFile File { get; }

    /// <summary>As it was asked for; -1 for all.</summary>
    public int GpuLayers { get; }

    /// <summary>Weights and contexts.</summary>
    public long Bytes => _model.WeightBytes + CacheBytes;

    /// <summary>The part in GPU memory, by the share of the layers.</summary>
    public long VramBytes => GpuShare(Bytes);

    public LlamaModel Native => _model;

    public bool CanAnswer => _model.CanAnswer && !File.Header.HasPooling;

    /// <summary>Of the context that was made last; 0 before the first.</summary>
    public int ContextTokens { get; private set; }

    private long CacheBytes
    {
        get
        {
            lock (_gate)
            {
                return _slots.Sum(slot => slot.CacheBytes);
            }
        }
    }

    /// <exception cref="LlamaException">The file cannot be loaded.</exception>
    public static LoadedModel Load(
        LlamaLibrary library,
        ModelFile file,
        int gpuLayers,
        IOptions<LlamaCppOptions> options
    ) => new(LlamaModel.Load(library, file.Path, gpuLayers), file, gpuLayers, options.Value);

    /// <summary>The shape of a context, for what a request asks for.</summary>
    public ContextShape Shape(int? contextTokens, int? threads) =>
        new(
            Math.Min(Math.Clamp(contextTokens ?? _options.ContextTokens, 4, _options.MaxContextTokens), TrainedContext),
            _options.BatchTokens,
            threads is > 0 ? Math.Min(threads.Value, Environment.ProcessorCount) : DefaultThreads
        );

    /// <summary>Waits for a slot. The one used last comes first: its context remembers a conversation.</summary>
    /// <returns>Null when too many calls wait already.</returns>
    public async Task<ModelSlot?> TakeAsync(WaitingRoom room, CancellationToken cancellationToken)
    {
        if (!await room.WaitAsync(_free, cancellationToken))
        {
            return null;
        }

        lock (_gate)
        {
            return _slots.TryPop(out var slot) ? slot : new ModelSlot(_model, File.Header.HasPooling);
        }
    }

    public void Return(ModelSlot slot)
    {
        lock (_gate)
        {
            ContextTokens = slot.ContextTokens;
            _slots.Push(slot);
        }

        _free.Release();
    }

    /// <summary>Nobody may use a slot any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            while (_slots.TryPop(out var slot))
            {
                slot.Dispose();
            }
        }

        _model.Dispose();
        _free.Dispose();
    }

    private int TrainedContext => _model.TrainedContext > 0 ? _model.TrainedContext : _options.MaxContextTokens;

    private int DefaultThreads => _options.Threads > 0 ? _options.Threads : Math.Max(1, Environment.ProcessorCount / 2);

    private long GpuShare(long bytes)
    {
        // The output counts as one layer more.
        var all = _model.LayerCount + 1;
        var there = GpuLayers < 0 ? all : Math.Min(GpuLayers, all);
        return bytes * there / all;
    }
}
