using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.Gateway.Runs;

namespace Orchestrator.Gateway;

/// <summary>Spans and numbers of this service, few labels each.</summary>
internal sealed class GatewayTelemetry : IDisposable
{
    public const string Name = "Orchestrator.Gateway";

    private readonly ActivitySource _source = new(Name);
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _firstToken;
    private readonly Counter<long> _droppedOutcomes;
    private readonly Counter<long> _droppedReports;

    public GatewayTelemetry(IMeterFactory meters, RunSlots slots)
    {
        // The factory owns its meters.
#pragma warning disable CA2000
        var meter = meters.Create(Name);
#pragma warning restore CA2000
        _requests = meter.CreateCounter<long>(
            "orchestrator.gateway.requests",
            "{request}",
            "Requests by dialect and status class."
        );
        _firstToken = meter.CreateHistogram<double>(
            "orchestrator.gateway.first_token.duration",
            "s",
            "From the question to its first token, failed attempts included."
        );
        meter.CreateObservableUpDownCounter(
            "orchestrator.gateway.runs.active",
            () => slots.Taken,
            "{run}",
            "Runs that this gateway carries now."
        );
        _droppedOutcomes = meter.CreateCounter<long>(
            "orchestrator.gateway.outcomes.dropped",
            "{outcome}",
            "Outcomes that a full queue has lost."
        );
        _droppedReports = meter.CreateCounter<long>(
            "orchestrator.gateway.reports.dropped",
            "{report}",
            "Attempt reports that a full queue has lost."
        );
    }

    public void Request(string dialect, int status) =>
        _requests.Add(
            1,
            new KeyValuePair<string, object?>("dialect", dialect),
            new KeyValuePair<string, object?>("status_class", StatusClass(status))
        );

    public void FirstToken(TimeSpan elapsed, RunOrigin origin)
    {
        _firstToken.Record(
            elapsed.TotalSeconds,
            new KeyValuePair<string, object?>("simulated", origin.Choice.Simulated)
        );
        Activity
            .Current?.SetTag("orchestrator.model", origin.Choice.Model)
            .SetTag("orchestrator.replica", origin.Choice.Replica)
            .SetTag("orchestrator.task", origin.Classification.Task)
            .SetTag("orchestrator.strategy", origin.Strategy);
    }

    public void OutcomeDropped() => _droppedOutcomes.Add(1);

    public void ReportDropped() => _droppedReports.Add(1);

    /// <summary>From the question to its first token, or to its refusal.</summary>
    public Activity? StartRun(string runId, string model) =>
        _source
            .StartActivity("gateway.start")
            ?.SetTag("orchestrator.run", runId)
            .SetTag("orchestrator.requested_model", model);

    /// <summary>From the call to its first token, or to its failure.</summary>
    public Activity? StartAttempt(Attempt attempt) =>
        _source
            .StartActivity("gateway.attempt")
            ?.SetTag("orchestrator.attempt", attempt.Number)
            .SetTag("orchestrator.decision", attempt.Decision.DecisionId)
            .SetTag("orchestrator.explanation", attempt.Decision.Explanation?.English)
            .SetTag("orchestrator.model", attempt.Choice.Model)
            .SetTag("orchestrator.replica", attempt.Choice.Replica);

    public void Dispose() => _source.Dispose();

    private static string StatusClass(int status) =>
        (status / 100) switch
        {
            1 => "1xx",
            2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            _ => "5xx",
        };
}
