namespace Orchestrator.Inference.LlamaCpp;

/// <summary>Answers of one model, one at a time. Not for several threads at once; its calls compute and block.</summary>
public sealed class LlamaSession : IDisposable
{
    private readonly LlamaModel _model;
    private readonly LlamaContext _context;

    /// <exception cref="LlamaException">There is no memory for such a context, or the model cannot answer.</exception>
    public LlamaSession(LlamaModel model, ContextShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        _model = model;
        _context = new LlamaContext(model, shape);
    }

    /// <summary>Tokens that fit; the library rounds up what was asked for.</summary>
    public int ContextTokens => _context.Tokens;

    /// <summary>Memory of the key-value cache, as <see cref="LlamaModel.CacheBytes"/> estimates it.</summary>
    public long CacheBytes => _model.CacheBytes(ContextTokens);

    /// <summary>Reads the prompt. The answer before it has ended.</summary>
    /// <param name="prompt">At least one token.</param>
    /// <param name="limits">Where the answer ends.</param>
    /// <param name="sampling">How tokens are chosen.</param>
    /// <param name="cancellationToken">Also ends the reading in the middle of a batch.</param>
    /// <exception cref="LlamaException">The prompt does not fit, or the computation failed.</exception>
    public LlamaAnswer Start(
        ReadOnlySpan<int> prompt,
        AnswerLimits limits,
        LlamaSampling sampling,
        CancellationToken cancellationToken
    )
    {
        if (prompt.IsEmpty || prompt.Length >= ContextTokens)
        {
            throw new LlamaException(LlamaFault.InputTooLong, "the input length exceeds the context length");
        }

        var chain = SamplerChain.Create(_model.Vocabulary, WithoutOpenEnds(sampling));
        try
        {
            var kept = _context.KeepStart(prompt);
            _context.Read(prompt[kept..], cancellationToken);
            return new LlamaAnswer(_context, _model.Vocabulary, chain, limits) { ReadTokens = prompt.Length - kept };
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    public void Dispose() => _context.Dispose();

    // The library takes a negative number for none.
    private LlamaSampling WithoutOpenEnds(LlamaSampling sampling) =>
        sampling.RepeatLastN < 0 ? sampling with { RepeatLastN = ContextTokens } : sampling;
}
