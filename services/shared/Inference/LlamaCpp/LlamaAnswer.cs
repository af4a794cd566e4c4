using Orchestrator.Inference.LlamaCpp.Native;
using Orchestrator.Inference.LlamaCpp.Text;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>An answer that is being written. Who asks for the next piece computes it: a slow reader slows the model down.</summary>
public sealed class LlamaAnswer : IDisposable
{
    private readonly LlamaContext _context;
    private readonly LlamaVocabulary _vocabulary;
    private readonly SamplerPointer _chain;
    private readonly AnswerLimits _limits;
    private readonly PieceText _text = new();
    private readonly StopText _stop;
    private int? _unread;

    internal LlamaAnswer(LlamaContext context, LlamaVocabulary vocabulary, SamplerPointer chain, AnswerLimits limits)
    {
        _context = context;
        _vocabulary = vocabulary;
        _chain = chain;
        _limits = limits;
        _stop = new StopText(limits.Stops);
    }

    /// <summary>Tokens of the prompt that had to be read; the rest was there from the answer before.</summary>
    public int ReadTokens { get; init; }

    /// <summary>Tokens written so far.</summary>
    public int OutputTokens { get; private set; }

    /// <summary>Why it ended; null while it has not.</summary>
    public FinishReason? End { get; private set; }

    /// <summary>Computes one token.</summary>
    /// <returns>The text that is complete now, which may be empty. Null once the answer has ended.</returns>
    /// <exception cref="LlamaException">The computation failed.</exception>
    /// <exception cref="OperationCanceledException">The answer is not to be gone on with.</exception>
    public string? Next(CancellationToken cancellationToken)
    {
        if (End is not null)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (LimitReached())
        {
            return Finish(FinishReason.Length);
        }

        ReadLast(cancellationToken);
        var token = LlamaCalls.Sample(_chain, _context.Pointer, output: -1);
        if (_vocabulary.EndsAnswer(token))
        {
            return Finish(FinishReason.Stop);
        }

        OutputTokens++;
        _unread = token;
        var text = _stop.Add(_text.Add(_vocabulary.Piece(token)));
        if (_stop.IsStopped)
        {
            End = FinishReason.Stop;
        }

        return text;
    }

    public void Dispose() => _chain.Dispose();

    private bool LimitReached() =>
        (_limits.TokensMax >= 0 && OutputTokens >= _limits.TokensMax)
        || _context.Used + (_unread is null ? 0 : 1) >= _context.Tokens;

    // The token before is read only when another one is wanted: the last one of an answer needs no computation.
    private void ReadLast(CancellationToken cancellationToken)
    {
        if (_unread is { } token)
        {
            _unread = null;
            _context.Read([token], cancellationToken);
        }
    }

    private string Finish(FinishReason reason)
    {
        End = reason;
        return _stop.Add(_text.End()) + _stop.End();
    }
}
