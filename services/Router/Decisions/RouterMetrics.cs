using System.Diagnostics.Metrics;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Decisions;

/// <summary>What the router promises, counted.</summary>
internal sealed class RouterMetrics
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _exclusions;
    private readonly Counter<long> _explored;

    public RouterMetrics(IMeterFactory meters)
    {
        // The factory owns the meter.
#pragma warning disable CA2000
        var meter = meters.Create("Orchestrator.Router");
#pragma warning restore CA2000
        _duration = meter.CreateHistogram(
            "orchestrator.router.decision.duration",
            "s",
            "Time of one decision, classification included.",
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 1e-3, 1e-2, 0.1],
            }
        );
        _decisions = meter.CreateCounter<long>("orchestrator.router.decisions", "{decision}", "Decisions that chose.");
        _refusals = meter.CreateCounter<long>("orchestrator.router.refusals", "{decision}", "Decisions that refused.");
        _exclusions = meter.CreateCounter<long>(
            "orchestrator.router.exclusions",
            "{candidate}",
            "Models and replicas that were left out of a decision, as far as it names them."
        );
        _explored = meter.CreateCounter<long>(
            "orchestrator.router.explored",
            "{decision}",
            "Automatic decisions that tried another model than the best one, to learn of it."
        );
    }

    public void Record(RouteDecision decision, TimeSpan duration)
    {
        _duration.Record(duration.TotalSeconds);
        foreach (var excluded in decision.Result.Exclusions)
        {
            _exclusions.Add(1, new KeyValuePair<string, object?>("reason", excluded.Reason));
        }

        if (decision.Result is SelectionResult.Refused refused)
        {
            _refusals.Add(1, new KeyValuePair<string, object?>("reason", RefusalNames.Of(refused.Kind)));
        }
        else
        {
            _decisions.Add(
                1,
                new KeyValuePair<string, object?>("task", TaskNames.Of(decision.Classification.Task)),
                new KeyValuePair<string, object?>("strategy", decision.Strategy),
                new KeyValuePair<string, object?>("aim", AimNames.Of(decision.Request.Model.Aim))
            );
            if (decision.Result is SelectionResult.Chosen { Explored: true })
            {
                _explored.Add(1);
            }
        }
    }
}

internal static class RefusalNames
{
    public static string Of(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.UnknownModel => "unknown_model",
            RefusalKind.NoReplica => "no_replica",
            RefusalKind.AllBusy => "all_busy",
            RefusalKind.OwnerChanging => "owner_changing",
            _ => "not_capable",
        };
}
