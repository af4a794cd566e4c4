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

    public HostFigures Figures(TimeSpan end) =>
        new(
            name,
            _completed,
            _swaps,
            _busy.Mean(end),
            _loading.Mean(end),
            _queued.Mean(end),
            end > TimeSpan.Zero ? _tokens / end.TotalSeconds : 0
        );
}
