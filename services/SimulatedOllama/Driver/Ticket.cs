using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>One request's place on the host. Disposing it frees the place, whatever state it is in.</summary>
internal sealed class Ticket(long id, string model, long arrivedAt, Action<Ticket> release) : IDisposable
{
    private readonly TaskCompletionSource<WireError?> _handedOver = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource<WireError?> _started = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource<WireError> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Id => id;

    public string Model => model;

    /// <summary>A timestamp of the clock.</summary>
    public long ArrivedAt => arrivedAt;

    public long HandedOverAt { get; private set; }

    /// <summary>Tokens of the prompt that the slot had in its cache already.</summary>
    public int CachedTokens { get; private set; }

    /// <summary>What is reported when the ticket is given back: a hang-up, unless somebody has seen another end.</summary>
    public RequestEnd End { get; private set; } = RequestEnd.Cancelled;

    /// <summary>Ends when the host gives the request up, wherever it is; often never.</summary>
    public Task<WireError> Failure => _failed.Task;

    /// <returns>Null when the model is there, otherwise why it never will be.</returns>
    public Task<WireError?> WaitForModelAsync(CancellationToken cancellationToken) =>
        _handedOver.Task.WaitAsync(cancellationToken);

    /// <returns>Null when a slot is free for the request.</returns>
    public Task<WireError?> WaitForSlotAsync(CancellationToken cancellationToken) =>
        _started.Task.WaitAsync(cancellationToken);

    public void HandOver(long now)
    {
        HandedOverAt = now;
        _handedOver.TrySetResult(null);
    }

    public void Start(int cachedTokens)
    {
        CachedTokens = cachedTokens;
        _started.TrySetResult(null);
    }

    public void Fail(WireError error)
    {
        _handedOver.TrySetResult(error);
        _started.TrySetResult(error);
        _failed.TrySetResult(error);
    }

    /// <summary>Gives the place back at once, before the caller gets the last word: it may ask for the state right then.</summary>
    public void Finish(RequestEnd end)
    {
        End = end;
        Dispose();
    }

    public void Dispose() => release(this);
}
