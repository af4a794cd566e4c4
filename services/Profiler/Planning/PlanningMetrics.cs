using System.Diagnostics.Metrics;

namespace Orchestrator.Profiler.Planning;

/// <summary>What planning tells of itself.</summary>
internal sealed class PlanningMetrics
{
    public const string Name = "Orchestrator.Profiler";

    private readonly Counter<long> _changes;
    private readonly Histogram<double> _duration;
    private double _gain;

    public PlanningMetrics(IMeterFactory meters)
    {
#pragma warning disable CA2000 // The factory owns its meters.
        var meter = meters.Create(Name);
#pragma warning restore CA2000
        _changes = meter.CreateCounter<long>("orchestrator.profiler.plan.changes", "{plan}", "Plans that were new.");
        _duration = meter.CreateHistogram<double>("orchestrator.profiler.plan.duration", "s", "Time to make a plan.");
        meter.CreateObservableGauge(
            "orchestrator.profiler.plan.gain",
            () => Volatile.Read(ref _gain),
            "s/h",
            "Seconds of waiting per hour that the plan is expected to save against what is in memory."
        );
    }

    public void Changed() => _changes.Add(1);

    public void Planned(TimeSpan elapsed, double gainSecondsPerHour)
    {
        _duration.Record(elapsed.TotalSeconds);
        Volatile.Write(ref _gain, gainSecondsPerHour);
    }
}
