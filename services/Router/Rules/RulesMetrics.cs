using System.Diagnostics.Metrics;

namespace Orchestrator.Router.Rules;

/// <summary>Which rules hold, how often each one did, and how the file fared.</summary>
internal sealed class RulesMetrics
{
    private readonly Counter<long> _hits;
    private readonly Counter<long> _reloads;

    public RulesMetrics(IMeterFactory meters, RulesView view)
    {
        // The factory owns the meter.
#pragma warning disable CA2000
        var meter = meters.Create("Orchestrator.Router");
#pragma warning restore CA2000
        _hits = meter.CreateCounter<long>(
            "orchestrator.router.rule.hits",
            "{decision}",
            "Decisions for which an operators' rule held."
        );
        _reloads = meter.CreateCounter<long>(
            "orchestrator.router.rules.reloads",
            "{reload}",
            "Times that the rules' file had changed: loaded, refused or unreadable."
        );
        meter.CreateObservableGauge(
            "orchestrator.router.rules.loaded",
            () =>
                new Measurement<int>(
                    view.Current.Rules.Count,
                    new KeyValuePair<string, object?>("version", view.Current.Version)
                ),
            "{rule}",
            "Rules that hold now, by the version of their file."
        );
        meter.CreateObservableGauge(
            "orchestrator.router.rules.problems",
            () => view.State.Problems.Length,
            "{problem}",
            "What is wrong with the rules' file as it is now; above 0 an older version holds."
        );
    }

    public void Record(RulesChange change)
    {
        if (change != RulesChange.None)
        {
            _reloads.Add(1, new KeyValuePair<string, object?>("result", NameOf(change)));
        }
    }

    /// <summary>Names come from the file only, so their number is bounded.</summary>
    public void Record(RuleVerdict verdict)
    {
        foreach (var hit in verdict.Hits)
        {
            _hits.Add(1, new KeyValuePair<string, object?>("rule", hit.Rule));
        }
    }

    private static string NameOf(RulesChange change) =>
        change switch
        {
            RulesChange.Loaded => "loaded",
            RulesChange.Refused => "refused",
            _ => "unreadable",
        };
}
