namespace Orchestrator.Inference.Http;

/// <summary>
/// Binds one call to its caller's token and to its time limits, from sending to the last byte. When either fires, a read
/// in progress ends at once, and between two reads the connection is closed, so that the replica stops working even
/// while nobody reads.
/// </summary>
internal sealed class CallGuard : IDisposable
{
    private const int Free = 0;
    private const int Reading = 1;
    private const int Closed = 2;

    private readonly CallLimits _limits;
    private readonly CancellationToken _caller;
    private readonly CancellationToken _sender;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _stop;
    private CancellationTokenRegistration _closing;
    private Stream? _body;
    private bool _answering;
    private int _state = Free;

    /// <param name="limits">How long it may take. The first limit runs from now.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="caller">Lives as long as the call.</param>
    /// <param name="sender">HttpClient's own token: it goes dead once the headers are here.</param>
    public CallGuard(CallLimits limits, TimeProvider clock, CancellationToken caller, CancellationToken sender)
    {
        _limits = limits;
        _caller = caller;
        _sender = sender;
        _timer = new CancellationTokenSource(limits.FirstByte, clock);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller, sender, _timer.Token);
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Whether something of the answer was handed on: set by who judges that.</summary>
    public InferenceStage Stage { get; set; } = InferenceStage.FirstToken;

    /// <summary>What must not appear in an error; null when the endpoint lets everybody in.</summary>
    public EndpointCredential? Credential { get; init; }

    /// <summary>The error of an answer that says so itself, or that is none.</summary>
    public InferenceException Failure(InferenceCause cause, string message) =>
        new(new InferenceError(Stage, cause, Credential?.Redact(message) ?? message));

    /// <summary>From here on the connection is closed when the call is stopped between two reads.</summary>
    public void Watch(Stream body)
    {
        _body = body;
        _closing = _stop.Token.UnsafeRegister(static guard => ((CallGuard)guard!).CloseUnlessReading(), this);
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Reading, Free) == Closed)
        {
            throw Explain(null, cancellationToken);
        }

        using var alsoStopped = StopWith(cancellationToken);
        try
        {
            return await ReadInTimeAsync(buffer);
        }
        catch (Exception exception) when (TransportFailures.IsOfTransport(exception))
        {
            throw Explain(exception, cancellationToken);
        }
        finally
        {
            EndRead();
        }
    }

    /// <summary>Waits a moment for the end of a complete answer. The answer stands, whatever comes.</summary>
    public async ValueTask FinishAsync(TimeSpan patience)
    {
        if (Interlocked.CompareExchange(ref _state, Reading, Free) == Closed)
        {
            return;
        }

        _timer.CancelAfter(patience);
        try
        {
            _ = await _body!.ReadAsync(new byte[1], _stop.Token);
        }
        // Nothing that happens after the last line can make the answer wrong; the connection is dropped, that is all.
        catch (Exception exception) when (TransportFailures.IsOfTransport(exception)) { }
        finally
        {
            _timer.CancelAfter(Timeout.InfiniteTimeSpan);
            EndRead();
        }
    }

    /// <summary>Says which of caller, clock and network ended the call.</summary>
    public Exception Explain(Exception? exception, CancellationToken cancellationToken)
    {
        foreach (var token in (ReadOnlySpan<CancellationToken>)[_caller, cancellationToken, _sender])
        {
            if (token.IsCancellationRequested)
            {
                return new OperationCanceledException("The call was cancelled.", exception, token);
            }
        }

        return new InferenceException(
            _timer.IsCancellationRequested
                ? _limits.TimedOut(Stage, _answering)
                : TransportFailures.OfTransport(exception, Stage),
            exception
        );
    }

    public void Dispose()
    {
        _closing.Dispose();
        _stop.Dispose();
        _timer.Dispose();
    }

    private async ValueTask<int> ReadInTimeAsync(Memory<byte> buffer)
    {
        // The wait for the first byte goes on from the moment of sending; every later read has its own.
        if (_answering)
        {
            _timer.CancelAfter(_limits.Idle);
        }

        var count = await _body!.ReadAsync(buffer, _stop.Token);
        _answering = true;
        // Nobody waits for the replica until the next read: a slow reader is not the replica's fault.
        _timer.CancelAfter(Timeout.InfiniteTimeSpan);
        return count;
    }

    private void EndRead()
    {
        Interlocked.CompareExchange(ref _state, Free, Reading);
        // A stop that came during the read left the closing to the reader.
        if (_stop.IsCancellationRequested)
        {
            CloseUnlessReading();
        }
    }

    private CancellationTokenRegistration StopWith(CancellationToken token) =>
        token.CanBeCanceled && token != _caller
            ? token.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop)
            : default;

    private void CloseUnlessReading()
    {
        if (Interlocked.CompareExchange(ref _state, Closed, Free) == Free)
        {
            _body?.Dispose();
        }
    }
}
