using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Leadership;

namespace Orchestrator.Profiler.Planning;

/// <summary>
/// Drives <see cref="PlanningRule"/> on the profiler that leads: counts demand, plans each interval, publishes what is new,
/// and keeps what was learned. One that leads no longer forgets it all; the next leader reads what was kept.
/// </summary>
internal sealed partial class PlanLoop(
    IFleetSights sights,
    IPlanSink sink,
    IPlanningStore store,
    ILeader leader,
    PlanningMetrics metrics,
    IOptions<PlanningOptions> options,
    TimeProvider clock,
    ILogger<PlanLoop> logger
) : BackgroundService
{
    private readonly PlanningOptions _options = options.Value;
    private PlanningState? _state;
    private PlanningMemory _kept = PlanningMemory.Empty;
    private long? _published;
    private bool _isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.CheckInterval, clock);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
                _isFailing = false;
            }
            // One bad round must not end planning: the last plan stands, the next round tries again.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(exception);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One look at the fleet, and what follows from it.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (!leader.IsLeader)
        {
            (_state, _published) = (null, null);
            return;
        }

        using var limit = new CancellationTokenSource(_options.StoreLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var before = _state ?? await RecallAsync(either.Token);
        // Counts only grow, so that nothing is missed between two rounds that have something to do.
        _state = before.NextAt(_options.Interval) <= clock.GetUtcNow() ? Step(before) : before;
        await PublishAsync(_state.Plan ?? PlacementPlan.Empty, either.Token);
        await KeepAsync(new PlanningMemory(_state.Demand, _state.Plan), either.Token);
    }

    private async Task<PlanningState> RecallAsync(CancellationToken cancellationToken)
    {
        _kept = await store.ReadAsync(cancellationToken);
        return PlanningState.Empty with
        {
            Demand = _kept.Demand,
            // What an operator switched off must not come back with its old plan.
            Plan = _options.Mode == PlanningMode.Off ? null : _kept.Plan,
        };
    }

    private PlanningState Step(PlanningState before)
    {
        var since = clock.GetTimestamp();
        var state = PlanningRule.Step(before, sights.Take(), _options, clock.GetUtcNow());
        if (state.Plan is { } plan && state.PlannedAt != before.PlannedAt)
        {
            metrics.Planned(clock.GetElapsedTime(since), plan.GainSecondsPerHour);
            if (plan.Revision != before.Plan?.Revision)
            {
                metrics.Changed();
                Tell(plan);
            }
        }

        return state;
    }

    private async Task PublishAsync(PlacementPlan plan, CancellationToken cancellationToken)
    {
        if (_published != plan.Revision)
        {
            await sink.PublishAsync(plan, _options.Mode == PlanningMode.Act, cancellationToken);
            _published = plan.Revision;
        }
    }

    // Demand changes once a bin, a plan when it changes: nothing is written in most rounds.
    private async Task KeepAsync(PlanningMemory memory, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(memory.Demand, _kept.Demand) || memory.Plan?.Revision != _kept.Plan?.Revision)
        {
            await store.WriteAsync(memory, cancellationToken);
            _kept = memory;
        }
    }

    private void Failed(Exception exception)
    {
        if (!_isFailing)
        {
            LogRoundFailed(exception);
        }

        _isFailing = true;
    }

    private void Tell(PlacementPlan plan) =>
        LogPlanned(
            plan.Revision,
            plan.Replicas.Sum(placement => placement.Models.Count(model => model.IsResident)),
            plan.Replicas.Length,
            plan.GainSecondsPerHour,
            _options.Mode
        );

    [LoggerMessage(
        3600,
        LogLevel.Information,
        "Plan {Revision} keeps {Models} models on {Replicas} replicas and should save {Gain:0} s of waiting per hour against what is in memory; mode {Mode}."
    )]
    private partial void LogPlanned(long revision, int models, int replicas, double gain, PlanningMode mode);

    [LoggerMessage(3601, LogLevel.Warning, "A round of planning failed; the last plan stands until one succeeds.")]
    private partial void LogRoundFailed(Exception exception);
}
