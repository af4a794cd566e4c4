using Microsoft.Extensions.Options;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>The faults that are set, oldest first. A request takes the first one that concerns it.</summary>
internal sealed class FaultBook(IOptions<SimulatedOptions> options)
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private TaskCompletionSource _cleared = NewSignal();
    private long _lastId;

    /// <summary>How many may be set at once.</summary>
    public int Most => options.Value.FaultsMax;

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

    /// <returns>The fault with its id, or null when no more may be set.</returns>
    public Fault? Add(Fault fault)
    {
        lock (_gate)
        {
            if (_faults.Count >= Most)
            {
                return null;
            }

            var numbered = fault with { Id = ++_lastId };
            _faults.Add(numbered);
            return numbered;
        }
    }

    public Fault? Take(string model) =>
        Take(fault => fault.Path is null && FaultKinds.IsOfRequest(fault.Kind) && Concerns(fault, model));

    /// <returns>Whether the load that has just ended failed.</returns>
    public bool TakeForLoad(string model) =>
        Take(fault => fault.Kind == FaultKind.OomOnLoad && Concerns(fault, model)) is not null;

    public Fault? TakeForPath(string path) => Take(fault => fault.Path == path);

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

    private static bool Concerns(Fault fault, string model) => fault.Model is null || fault.Model == model;

    private Fault? Take(Predicate<Fault> concerns)
    {
        lock (_gate)
        {
            var index = _faults.FindIndex(concerns);
            if (index < 0)
            {
                return null;
            }

            var taken = _faults[index];
            Use(index, taken);
            return taken;
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
