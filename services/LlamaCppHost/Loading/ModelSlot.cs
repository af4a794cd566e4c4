using Orchestrator.Inference.LlamaCpp;

namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>What one call at a time uses of a loaded model: a context for answers and one for vectors, made when needed.</summary>
internal sealed class ModelSlot(LlamaModel model, bool hasOwnPooling) : IDisposable
{
    private LlamaSession? _session;
    private ContextShape? _sessionShape;
    private LlamaEmbedder? _embedder;
    private ContextShape? _embedderShape;

    public int ContextTokens => _session?.ContextTokens ?? _embedder?.ContextTokens ?? 0;

    /// <summary>Memory of the contexts, as far as the library tells.</summary>
    public long CacheBytes => _session?.CacheBytes ?? 0;

    /// <summary>Blocks while a context is made.</summary>
    /// <exception cref="LlamaException">There is not enough memory for it.</exception>
    public LlamaSession Session(ContextShape shape)
    {
        if (_session is null || shape != _sessionShape)
        {
            // The old one first: there may be no room for both.
            _session?.Dispose();
            _session = null;
            _session = new LlamaSession(model, shape);
            _sessionShape = shape;
        }

        return _session;
    }

    /// <inheritdoc cref="Session"/>
    public LlamaEmbedder Embedder(ContextShape shape)
    {
        if (_embedder is null || shape != _embedderShape)
        {
            _embedder?.Dispose();
            _embedder = null;
            _embedder = new LlamaEmbedder(model, shape, hasOwnPooling);
            _embedderShape = shape;
        }

        return _embedder;
    }

    public void Dispose()
    {
        _session?.Dispose();
        _embedder?.Dispose();
    }
}
