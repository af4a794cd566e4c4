using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Budget;

/// <summary>One held run's budget with the clock: time under way counts from its first start, without its pauses.</summary>
internal sealed class RunAllowance : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly DateTimeOffset _endsAt;
    private readonly TimeProvider _clock;

    /// <param name="row">The run, as it was claimed.</param>
    /// <param name="request">What it may use.</param>
    /// <param name="checkpoints">What it has used.</param>
    /// <param name="options">What the worker allows.</param>
    /// <param name="clock">That of the run's row.</param>
    public RunAllowance(
        RunRow row,
        StartRunRequest request,
        IEnumerable<StepResult> checkpoints,
        RunBudgetOptions options,
        TimeProvider clock
    )
    {
        var limits = BudgetLimits.Of(request.Budget, options);
        _clock = clock;
        Meter = new BudgetMeter(limits, options.AnswerTokens);
        foreach (var step in checkpoints)
        {
            Meter.Spend(step);
        }

        _endsAt = EndOf(row, request, limits.WallTime);
        _over = new CancellationTokenSource(Left.WallTime, clock);
        Over = _over.Token;
    }

    public BudgetMeter Meter { get; }

    /// <summary>Cancelled when the time is used up: steps in flight end, and the strategy concludes with what it has.</summary>
    public CancellationToken Over { get; }

    public BudgetLeft Left => Meter.Left(_endsAt - _clock.GetUtcNow());

    public void Dispose() => _over.Dispose();

    private static DateTimeOffset EndOf(RunRow row, StartRunRequest request, TimeSpan wallTime)
    {
        var byBudget = At(row.StartedAtMs ?? row.CreatedAtMs) + wallTime;
        var end =
            request.Deadline is { } deadline && At(row.CreatedAtMs) + deadline.ToTimeSpan() < byBudget
                ? At(row.CreatedAtMs) + deadline.ToTimeSpan()
                : byBudget;
        return end + TimeSpan.FromMilliseconds(row.PausedMs);
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
