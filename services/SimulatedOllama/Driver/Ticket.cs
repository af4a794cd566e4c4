using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>One request's place on the host. Disposing it frees the place, whatever state it is in.</summary>
internal sealed class Ticket(long id, string model, long arrivedAt, Action<Ticket> release) : IDisposable
{
    private readonly TaskCompletionSource<bool> _handedOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Id => id;

    public string Model => model;

    /// <summary>A timestamp of the clock.</summary>
    public long ArrivedAt => arrivedAt;

    public long HandedOverAt { get; private set; }

    /// <summary>What is reported when the ticket is given back: a hang-up, unless somebody has seen another end.</summary>
    public RequestEnd End { get; private set; } = RequestEnd.Cancelled;

    /// <returns>False when the host is too busy to even queue it.</returns>
    public Task<bool> WaitForModelAsync(CancellationToken cancellationToken) =>
        _handedOver.Task.WaitAsync(cancellationToken);

    public Task WaitForSlotAsync(CancellationToken cancellationToken) => _started.Task.WaitAsync(cancellationToken);

    public void HandOver(long now)
    {
        HandedOverAt = now;
        _handedOver.TrySetResult(true);
    }

    public void Start() => _started.TrySetResult();

    public void Refuse() => _handedOver.TrySetResult(false);

    /// <summary>Gives the place back at once, before the caller gets the last word: it may ask for the state right then.</summary>
    public void Finish(RequestEnd end)
    {
        End = end;
        Dispose();
    }

    public void Dispose() => release(this);
}
