using Orchestrator.Inference;
using Orchestrator.LlamaCppHost.Models;

namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>A model in memory and who uses it. Changed under the pool's lock only.</summary>
internal sealed class PoolEntry(LoadedModel model, TimeSpan keepAlive)
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LoadedModel Model => model;

    public ModelFile File => model.File;

    public ModelId Id => model.File.Id;

    /// <summary>Calls that run or wait for a slot.</summary>
    public int Users { get; set; }

    /// <summary>How long it stays after a call; the last request that said so decides.</summary>
    public TimeSpan KeepAlive { get; set; } = keepAlive;

    /// <summary>When it goes, if nobody uses it then; centuries ahead for "never".</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>True: takes no more calls and goes when the last one ends.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Completes once its memory is free.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Frees the memory. Once, and after the entry was taken out of the pool.</summary>
    public void Close()
    {
        try
        {
            model.Dispose();
        }
        finally
        {
            _closed.TrySetResult();
        }
    }
}
