using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Figures;

/// <summary>What one host did.</summary>
internal sealed class HostTally(string name)
{
    private readonly TimeWeighted _busy = new();
    private readonly TimeWeighted _loading = new();
    private readonly TimeWeighted _queued = new();
    private long _completed;
    private long _tokens;
    private long _swaps;

    public void LoadStarted() => _swaps++;

    public void Completed(long tokens)
    {
        _completed++;
        _tokens += tokens;
    }

    public void Changed(TimeSpan at, HostState state, int queued)
    {
        var (isBusy, isLoading) = (0, 0);
        foreach (var (_, runner) in state.Runners)
        {
            isBusy = runner.Running.IsEmpty ? isBusy : 1;
            isLoading = runner.IsLoading ? 1 : isLoading;
        }

        _busy.Set(at, isBusy);
        _loading.Set(at, isLoading);
        _queued.Set(at, queued);
    }

    /// <param name="end">Of the last answer.</param>
    /// <param name="over">When the last request had ended, a refused one included: nothing has changed since.</param>
    public HostFigures Figures(TimeSpan end, TimeSpan over) =>
        new(
            name,
            _completed,
            _swaps,
            _busy.Mean(over),
            _loading.Mean(over),
            _queued.Mean(over),
            end > TimeSpan.Zero ? _tokens / end.TotalSeconds : 0
        );
}
