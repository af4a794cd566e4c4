using System.Collections.Immutable;
using Orchestrator.EnsembleWorker;
using Orchestrator.EnsembleWorker.Residency;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Production.Placing;

/// <summary>The worker's <see cref="ResidencyRule"/> for one host, fed with what an owner sees.</summary>
internal sealed class OwnerResidency(
    int host,
    IEnumerable<string> models,
    EnsembleWorkerOptions options,
    PlacementDesk desk
)
{
    private readonly ResidencyLimits _limits = options.Residency.ToLimits();
    private readonly TimeSpan _usual = options.Generation.KeepAlive;
    private readonly Dictionary<string, ModelUse> _uses = models.ToDictionary(
        model => model,
        _ => ModelUse.Unused,
        StringComparer.Ordinal
    );
    private readonly Dictionary<long, string> _calls = [];
    private ResidencyState _state = ResidencyState.Empty;
    private DateTimeOffset _now;

    public void Begin(Arrival request, DateTimeOffset now)
    {
        var use = _uses[request.Model];
        _calls[request.Number] = request.Model;
        _uses[request.Model] = use with { Calls = use.Calls + 1, LastAt = now };
    }

    public void End(long call, DateTimeOffset now)
    {
        if (_calls.Remove(call, out var model))
        {
            var use = _uses[model];
            _uses[model] = use with { Calls = use.Calls - 1, LastAt = now };
        }
    }

    /// <summary>What is wanted of the host's memory now; null when nothing is.</summary>
    public ResidencyPlan? Plan => desk.PlanOf(host);

    public TimeSpan KeepAliveOf(string model)
    {
        var keepAlive = ResidencyPlan.KeepAliveOf(desk.PlanOf(host), model, _usual);
        _uses[model] = _uses[model] with { Told = keepAlive };
        return keepAlive;
    }

    public IReadOnlyList<OwnerErrand> Looked(IReadOnlyList<SeenRunner> loaded, DateTimeOffset now)
    {
        desk.Seen(host, loaded.Select(runner => runner.Name), now);
        _now = now;
        var expiries = loaded.ToDictionary(runner => runner.Name, runner => runner.ExpiresAt, StringComparer.Ordinal);
        var actions = Step(
            new ResidencyEvent.Looked(
                desk.PlanOf(host),
                [
                    .. _uses.Select(use =>
                        use.Value.Sight(
                            use.Key,
                            expiries.ContainsKey(use.Key),
                            expiries.TryGetValue(use.Key, out var expiry) ? expiry : null
                        )
                    ),
                ],
                _usual
            )
        );
        foreach (var action in actions)
        {
            _uses[action.Model] = _uses[action.Model] with { Told = action.KeepAlive };
        }

        return [.. actions.Select(action => new OwnerErrand(action.Model, action.KeepAlive))];
    }

    public void Ended(OwnerErrand errand, bool isDone) => Step(new ResidencyEvent.LoadEnded(errand.Model, isDone));

    private ImmutableArray<ResidencyAction> Step(ResidencyEvent happened)
    {
        (_state, var actions) = ResidencyRule.Step(_state, happened, _limits, _now);
        return actions;
    }
}
