using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Steps;

/// <summary>Everything that ends one step early, and which of them did.</summary>
internal sealed class StepEnds : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _any;
    private readonly CancellationToken _cutOff;
    private readonly CancellationToken _over;
    private readonly TimeSpan _time;

    /// <param name="order">Its own limits.</param>
    /// <param name="most">The worker's limit for steps.</param>
    /// <param name="allowance">The run's: when its time is used up, its steps end.</param>
    /// <param name="clock">The clock of the limits.</param>
    /// <param name="caller">The run's work: when it ends, nothing is said of the step.</param>
    public StepEnds(
        StepOrder order,
        TimeSpan most,
        RunAllowance allowance,
        TimeProvider clock,
        CancellationToken caller
    )
    {
        _time = order.Limit is { } own && own < most ? own : most;
        _limit = new CancellationTokenSource(_time > TimeSpan.Zero ? _time : TimeSpan.Zero, clock);
        _work = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        (_cutOff, _over) = (order.CutOff, allowance.Over);
        _any = CancellationTokenSource.CreateLinkedTokenSource([caller, _cutOff, _over, _limit.Token, _work.Token]);
    }

    public CancellationToken Token => _any.Token;

    /// <summary>Null while nothing but the caller ends it.</summary>
    public StepFailure? Why =>
        _cutOff.IsCancellationRequested ? new StepFailure(StepCauses.CutOff, "The result is not needed any more.")
        : _over.IsCancellationRequested ? new StepFailure(StepCauses.BudgetExhausted, "The run's time is used up.")
        : _work.IsCancellationRequested
            ? new StepFailure(StepCauses.BudgetExhausted, "The run's GPU-seconds are used up.")
        : _limit.IsCancellationRequested
            ? new StepFailure(StepCauses.TimedOut, $"The step took longer than the limit of {_time}.")
        : null;

    /// <summary>A replica works for it from now on.</summary>
    public void WorkFor(double gpuSeconds) =>
        _work.CancelAfter(TimeSpan.FromSeconds(Math.Clamp(gpuSeconds, 0, _time.TotalSeconds)));

    public void Dispose()
    {
        _any.Dispose();
        _work.Dispose();
        _limit.Dispose();
    }
}

/// <param name="Cause">In snake case.</param>
internal sealed record StepFailure(string Cause, string Message);
