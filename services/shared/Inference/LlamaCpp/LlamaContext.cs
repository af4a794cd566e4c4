using Orchestrator.Inference.LlamaCpp.Native;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>
/// A context of a model: what it has read so far. One thread at a time. A prompt that begins like the one before it is
/// read only from where it differs.
/// </summary>
internal sealed unsafe class LlamaContext : IDisposable
{
    private readonly AbortFlag _abort = new();
    private readonly List<int> _read = [];
    private readonly int _batchTokens;
    private readonly nint _memory;

    public LlamaContext(LlamaModel model, ContextShape shape)
        : this(model, Params(shape)) { }

    public LlamaContext(LlamaModel model, ContextParams parameters)
    {
        LlamaLog.Clear();
        Pointer = LlamaCalls.CreateContext(model.Pointer, parameters);
        if (Pointer.IsInvalid)
        {
            Dispose();
            throw new LlamaException(
                LlamaFault.Context,
                $"A context of {parameters.ContextTokens} tokens cannot be made: {LlamaLog.FirstComplaint() ?? "no reason given"}"
            );
        }

        _batchTokens = (int)parameters.BatchTokens;
        _memory = LlamaCalls.MemoryOf(Pointer);
        LlamaCalls.SetAbort(Pointer, AbortFlag.Callback, _abort.Address);
    }

    public ContextPointer Pointer { get; }

    /// <summary>Tokens that fit; the library rounds up what was asked for.</summary>
    public int Tokens => (int)LlamaCalls.ContextTokens(Pointer);

    /// <summary>Tokens that are in it.</summary>
    public int Used => _read.Count;

    public static ContextParams Params(ContextShape shape)
    {
        var parameters = LlamaCalls.DefaultContextParams();
        parameters.ContextTokens = (uint)shape.Tokens;
        parameters.BatchTokens = (uint)Math.Min(shape.BatchTokens, shape.Tokens);
        parameters.MicroBatchTokens = parameters.BatchTokens;
        parameters.SequencesMax = 1;
        parameters.Threads = shape.Threads;
        parameters.BatchThreads = shape.Threads;
        parameters.NoPerformanceCounters = 1;
        return parameters;
    }

    /// <summary>Keeps of what was read as much as the tokens begin with, and forgets the rest.</summary>
    /// <returns>How many of the tokens are read already; never all, for the last one has to be computed.</returns>
    public int KeepStart(ReadOnlySpan<int> tokens)
    {
        var same = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_read).CommonPrefixLength(tokens);
        same = Math.Min(same, tokens.Length - 1);
        // Some kinds of memory cannot forget a part.
        if (same <= 0 || LlamaCalls.Forget(_memory, 0, same, -1) == 0)
        {
            Clear();
            return 0;
        }

        _read.RemoveRange(same, _read.Count - same);
        return same;
    }

    /// <exception cref="LlamaException">The computation failed.</exception>
    /// <exception cref="OperationCanceledException">Also in the middle of a batch.</exception>
    public void Read(ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
    {
        using var abort = AbortWith(cancellationToken);
        while (!tokens.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = tokens[..Math.Min(tokens.Length, _batchTokens)];
            Decode(part, cancellationToken);
            foreach (var token in part)
            {
                _read.Add(token);
            }

            tokens = tokens[part.Length..];
        }
    }

    /// <summary>Ends a running computation when the token is cancelled.</summary>
    public CancellationTokenRegistration AbortWith(CancellationToken cancellationToken)
    {
        _abort.IsSet = false;
        return cancellationToken.UnsafeRegister(static flag => ((AbortFlag)flag!).IsSet = true, _abort);
    }

    public void Clear()
    {
        _read.Clear();
        if (_memory != 0)
        {
            LlamaCalls.ClearMemory(_memory, alsoData: 1);
        }
    }

    public void Dispose()
    {
        // The context first: it knows the flag's address.
        Pointer.Dispose();
        _abort.Dispose();
    }

    private void Decode(ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
    {
        int code;
        fixed (int* source = tokens)
        {
            code = LlamaCalls.Decode(Pointer, LlamaCalls.OneSequence(source, tokens.Length));
        }

        if (code != 0)
        {
            // What is in the memory now is not known.
            Clear();
            cancellationToken.ThrowIfCancellationRequested();
            throw new LlamaException(
                code == 1 ? LlamaFault.InputTooLong : LlamaFault.Decode,
                $"llama.cpp could not compute the next tokens (code {code}): {LlamaLog.FirstComplaint() ?? "no reason given"}"
            );
        }
    }
}
