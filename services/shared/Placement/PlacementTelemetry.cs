using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Attempts;

namespace Orchestrator.Placement;

/// <summary>Spans and numbers of the way from a question to its answer, few labels each.</summary>
internal sealed class PlacementTelemetry : IDisposable
{
    public const string Name = "Orchestrator.Placement";

    private readonly ActivitySource _source = new(Name);
    private readonly Histogram<double> _firstToken;
    private readonly Counter<long> _droppedOutcomes;
    private readonly Counter<long> _droppedReports;
    private readonly Counter<long> _hedges;
    private readonly Counter<long> _retries;

    public PlacementTelemetry(IMeterFactory meters)
    {
        // The factory owns its meters.
#pragma warning disable CA2000
        var meter = meters.Create(Name);
#pragma warning restore CA2000
        _firstToken = meter.CreateHistogram<double>(
            "orchestrator.placement.first_token.duration",
            "s",
            "From the question to its first token, failed attempts included."
        );
        _droppedOutcomes = meter.CreateCounter<long>(
            "orchestrator.placement.outcomes.dropped",
            "{outcome}",
            "Outcomes that a full queue has lost."
        );
        _droppedReports = meter.CreateCounter<long>(
            "orchestrator.placement.reports.dropped",
            "{report}",
            "Attempt reports that a full queue has lost."
        );
        _hedges = meter.CreateCounter<long>(
            "orchestrator.placement.hedges",
            "{call}",
            "Second copies of calls whose first token was late, by what came of them."
        );
        _retries = meter.CreateCounter<long>(
            "orchestrator.placement.retries",
            "{call}",
            "Calls that repeat work a replica has failed at, by whether the budget allowed them."
        );
    }

    public void FirstToken(TimeSpan elapsed, AnswerOrigin origin)
    {
        _firstToken.Record(
            elapsed.TotalSeconds,
            new KeyValuePair<string, object?>("simulated", origin.Choice.Simulated)
        );
        // An activity that is not recorded carries ids and nothing else.
        if (Activity.Current is { Recorded: true } span)
        {
            span.SetTag("orchestrator.model", origin.Choice.Model)
                .SetTag("orchestrator.replica", origin.Choice.Replica)
                .SetTag("orchestrator.task", origin.Classification.Task)
                .SetTag("orchestrator.strategy", origin.Strategy);
        }
    }

    public void OutcomeDropped() => _droppedOutcomes.Add(1);

    public void ReportDropped() => _droppedReports.Add(1);

    public void Hedge(HedgeResult result) =>
        _hedges.Add(1, new KeyValuePair<string, object?>("result", ResultName(result)));

    public void Retry(bool isAllowed) =>
        _retries.Add(1, new KeyValuePair<string, object?>("result", isAllowed ? "allowed" : "refused"));

    /// <summary>From the question to its first token, or to its refusal.</summary>
    public Activity? StartAnswer(string runId, Question question) =>
        _source
            .StartActivity("placement.answer")
            ?.SetTag("orchestrator.run", runId)
            .SetTag("orchestrator.requested_model", question.Model)
            .SetTag("orchestrator.step", question.Step?.Name);

    /// <summary>From the call to its first token, or to its failure.</summary>
    public Activity? StartAttempt(Attempt attempt) =>
        _source
            .StartActivity("placement.attempt")
            ?.SetTag("orchestrator.attempt", attempt.Number)
            .SetTag("orchestrator.decision", attempt.Decision.DecisionId)
            .SetTag("orchestrator.explanation", attempt.Decision.Explanation?.English)
            .SetTag("orchestrator.model", attempt.Choice.Model)
            .SetTag("orchestrator.replica", attempt.Choice.Replica);

    public void Dispose() => _source.Dispose();

    private static string ResultName(HedgeResult result) =>
        result switch
        {
            HedgeResult.Won => "won",
            HedgeResult.Lost => "lost",
            HedgeResult.Refused => "refused",
            HedgeResult.Failed => "failed",
            _ => "cancelled",
        };
}
