using Microsoft.Extensions.Options;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>The faults that are set, oldest first. A request takes the first one that concerns it.</summary>
internal sealed class FaultBook(IOptions<SimulatedOptions> options)
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private TaskCompletionSource _cleared = NewSignal();
    private long _lastId;

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    /// <returns>Null when no more faults may be set.</returns>
    public Fault? Add(FaultKind kind, string? model, int? count, double factor)
    {
        lock (_gate)
        {
            if (_faults.Count >= options.Value.FaultsMax)
            {
                return null;
            }

            var fault = new Fault(++_lastId, kind, model, count, factor);
            _faults.Add(fault);
            return fault;
        }
    }

    public Fault? Take(string model)
    {
        lock (_gate)
        {
            var index = _faults.FindIndex(fault => fault.Model is null || fault.Model == model);
            if (index < 0)
            {
                return null;
            }

            var taken = _faults[index];
            Use(index, taken);
            return taken;
        }
    }

    /// <summary>Also lets requests go on that stall.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _cleared.TrySetResult();
            _cleared = NewSignal();
        }
    }

    public Task WaitUntilClearedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _cleared.Task.WaitAsync(cancellationToken);
        }
    }

    private void Use(int index, Fault fault)
    {
        if (fault.Remaining == 1)
        {
            _faults.RemoveAt(index);
        }
        else
        {
            _faults[index] = fault with { Remaining = fault.Remaining - 1 };
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
