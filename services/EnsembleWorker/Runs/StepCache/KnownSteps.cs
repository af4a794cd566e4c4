using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.StepCache;

/// <summary>The step cache of this process. Nothing of it is logged or written to disk.</summary>
internal sealed class KnownSteps
{
    private readonly StepCacheOptions _options;
    private readonly RecentAnswers _answers;
    private readonly TimeProvider _clock;
    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _evictions;

    public KnownSteps(IOptions<EnsembleWorkerOptions> options, IMeterFactory meters, TimeProvider clock)
    {
        (_options, _clock) = (options.Value.Runs.Cache, clock);
        var answers = _answers = new RecentAnswers(_options);
#pragma warning disable CA2000 // The factory owns its meters.
        var meter = meters.Create(WorkerMetrics.Name);
#pragma warning restore CA2000
        _hits = meter.CreateCounter<long>(
            "orchestrator.worker.steps.cache.hits",
            "{step}",
            "Steps whose answer was known."
        );
        _misses = meter.CreateCounter<long>(
            "orchestrator.worker.steps.cache.misses",
            "{step}",
            "Steps whose answer could have been known."
        );
        _evictions = meter.CreateCounter<long>(
            "orchestrator.worker.steps.cache.evictions",
            "{answer}",
            "Answers that others have displaced."
        );
        meter.CreateObservableGauge(
            "orchestrator.worker.steps.cache.bytes",
            () => answers.Bytes,
            "By",
            "What the kept answers take."
        );
        meter.CreateObservableGauge(
            "orchestrator.worker.steps.cache.entries",
            () => answers.Count,
            "{answer}",
            "Answers that are kept."
        );
    }

    /// <summary>Null for a step that is carried out each time.</summary>
    public string? KeyOf(StartRunRequest run, StepOrder order) =>
        _options.Enabled ? StepKey.Of(run, order, _options.Sampled) : null;

    /// <returns>The step's result, which has used nothing; null when it has to be carried out.</returns>
    public StepResult? Find(string? key, StepOrder order)
    {
        if (key is null || order.CutOff.IsCancellationRequested)
        {
            return null;
        }

        var now = _clock.GetUtcNow();
        if (_answers.Find(key, now) is not { } known)
        {
            _misses.Add(1);
            return null;
        }

        _hits.Add(1);
        return known with { Step = order.Name, StartedAt = now, FinishedAt = now };
    }

    /// <summary>Keeps whole answers of the step's own model.</summary>
    public void Add(string? key, StepResult result)
    {
        if (key is not null && result is { IsCompleted: true, Reason: "stop", Text.Length: > 0, Replaced.Count: 0 })
        {
            var known = result with
            {
                IsCached = true,
                Calls = 0,
                Attempts = 0,
                GpuSeconds = 0,
                PromptTokens = 0,
                OutputTokens = 0,
            };
            _evictions.Add(_answers.Add(key, known, _clock.GetUtcNow()));
        }
    }
}
