using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Runs.Notices;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Spans and numbers of runs. A run belongs to the trace of the call that started it, whoever carries it out.</summary>
internal sealed class RunTelemetry
{
    private static readonly ActivitySource _spans = new(WorkerMetrics.Name);

    private readonly Counter<long> _started;
    private readonly Counter<long> _finished;
    private readonly Counter<long> _takenOver;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _controls;
    private readonly Counter<long> _noticesDropped;
    private readonly Counter<long> _swept;
    private readonly Counter<long> _deleted;
    private readonly Histogram<double> _duration;

    public RunTelemetry(IMeterFactory meters, HeldRuns held)
    {
#pragma warning disable CA2000 // The factory owns its meters.
        var meter = meters.Create(WorkerMetrics.Name);
#pragma warning restore CA2000
        _started = meter.CreateCounter<long>("orchestrator.worker.runs.started", "{run}", "Runs that were accepted.");
        _finished = meter.CreateCounter<long>("orchestrator.worker.runs.finished", "{run}", "Runs that ended here.");
        _takenOver = meter.CreateCounter<long>(
            "orchestrator.worker.runs.taken_over",
            "{run}",
            "Runs that another worker had begun."
        );
        _lost = meter.CreateCounter<long>("orchestrator.worker.runs.lost", "{run}", "Runs whose lease was lost.");
        _dead = meter.CreateCounter<long>("orchestrator.worker.runs.dead", "{run}", "Runs that were given up.");
        _controls = meter.CreateCounter<long>(
            "orchestrator.worker.runs.controls",
            "{control}",
            "Pauses, resumptions, messages and replays that were carried out."
        );
        _swept = meter.CreateCounter<long>("orchestrator.worker.runs.swept", "{run}", "Waiting runs found by a sweep.");
        _deleted = meter.CreateCounter<long>("orchestrator.worker.runs.deleted", "{run}", "Old runs deleted.");
        _noticesDropped = meter.CreateCounter<long>(
            "orchestrator.worker.runs.notices.dropped",
            "{message}",
            "Messages that a full queue has lost."
        );
        _duration = meter.CreateHistogram<double>(
            "orchestrator.worker.runs.duration",
            "s",
            "From the start of a run to its end."
        );
        meter.CreateObservableGauge("orchestrator.worker.runs.held", () => held.All.Count, "{run}", "Runs held now.");
    }

    public void Started(string strategy) => _started.Add(1, Tag("strategy", strategy));

    public void Finished(string strategy, string state, TimeSpan duration)
    {
        _finished.Add(1, Tag("strategy", strategy), Tag("state", state));
        _duration.Record(duration.TotalSeconds, Tag("strategy", strategy), Tag("state", state));
    }

    public void TakenOver() => _takenOver.Add(1);

    public void Lost() => _lost.Add(1);

    public void Dead(string cause) => _dead.Add(1, Tag("cause", cause));

    public void Controlled(string control) => _controls.Add(1, Tag("control", control));

    public void Swept(int runs) => _swept.Add(runs);

    public void Deleted(int runs) => _deleted.Add(runs);

    public void NoticeDropped() => _noticesDropped.Add(1);

    public static Activity? StartRun(HeldRun run) =>
        Start("worker.run", ActivityKind.Consumer, run.Row.TraceParent)
            ?.SetTag("orchestrator.run", run.RunId)
            .SetTag("orchestrator.strategy", run.Row.Strategy)
            .SetTag("orchestrator.epoch", run.Epoch);

    public static Activity? StartStep(string runId, string step, string model) =>
        _spans
            .StartActivity("worker.run.step")
            ?.SetTag("orchestrator.run", runId)
            .SetTag("orchestrator.step", step)
            .SetTag("orchestrator.model", model);

    public static Activity? StartPublish(RunNotice notice) =>
        Start("worker.run.publish", ActivityKind.Internal, notice.TraceParent)
            ?.SetTag("orchestrator.message", notice.Message.GetType().Name);

    private static Activity? Start(string name, ActivityKind kind, string? traceParent)
    {
        var isKnown = ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent);
        return isKnown ? _spans.StartActivity(name, kind, parent) : _spans.StartActivity(name, kind);
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
