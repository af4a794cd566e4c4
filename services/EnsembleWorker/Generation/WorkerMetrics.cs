using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>What this worker counts, and the source of its spans.</summary>
internal sealed class WorkerMetrics
{
    public const string Name = "Orchestrator.Worker";

    private static readonly ActivitySource _spans = new(Name);

    private readonly Histogram<double> _queueWait;
    private readonly Histogram<double> _firstToken;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _loads;

    public WorkerMetrics(IMeterFactory meters)
    {
#pragma warning disable CA2000 // The factory owns its meters.
        var meter = meters.Create(Name);
#pragma warning restore CA2000
        _queueWait = meter.CreateHistogram<double>("orchestrator.worker.queue.wait", "s", "Wait for a slot.");
        _firstToken = meter.CreateHistogram<double>(
            "orchestrator.worker.first_token.duration",
            "s",
            "From the slot to the first token, loads included."
        );
        _tokens = meter.CreateCounter<long>("orchestrator.worker.tokens", "{token}", "Tokens read and written.");
        _refused = meter.CreateCounter<long>("orchestrator.worker.refusals", "{call}", "Calls that got no slot.");
        _steps = meter.CreateCounter<long>("orchestrator.worker.steps", "{call}", "Model calls that had a slot.");
        _loads = meter.CreateCounter<long>(
            "orchestrator.worker.queue.loads",
            "{load}",
            "Loads that queues have decided on, with or without displacing a model."
        );
    }

    public void Waited(string replica, AdmissionPriority priority, TimeSpan wait) =>
        _queueWait.Record(wait.TotalSeconds, Tag("replica", replica), Tag("priority", priority.ToString()));

    public void Refused(string replica, RefusalReason reason) =>
        _refused.Add(1, Tag("replica", replica), Tag("reason", reason.ToString()));

    public void LoadBegan(string replica, string model, bool isSwap) =>
        _loads.Add(1, Tag("replica", replica), Tag("model", model), Tag("kind", isSwap ? "swap" : "load"));

    public void FirstToken(string replica, string model, TimeSpan elapsed) =>
        _firstToken.Record(elapsed.TotalSeconds, Tag("replica", replica), Tag("model", model));

    public void Tokens(string replica, string model, int prompt, int output)
    {
        _tokens.Add(prompt, Tag("replica", replica), Tag("model", model), Tag("kind", "prompt"));
        _tokens.Add(output, Tag("replica", replica), Tag("model", model), Tag("kind", "output"));
    }

    public void Step(string replica, string outcome) => _steps.Add(1, Tag("replica", replica), Tag("outcome", outcome));

    /// <summary>The span of one model call, its wait included.</summary>
    public static Activity? StartStep(AnswerOrder order)
    {
        var span = _spans.StartActivity("worker.step");
        span?.SetTag("orchestrator.run", order.RunId);
        span?.SetTag("orchestrator.attempt", order.Attempt);
        span?.SetTag("orchestrator.replica", order.Target.Replica);
        span?.SetTag("orchestrator.model", order.Call.Model.ToString());
        return span;
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
