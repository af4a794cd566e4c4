namespace Orchestrator.Profiler.Planning;

/// <summary>All limits that a plan knows; <see cref="PlanningOptions"/> says what they mean.</summary>
internal sealed record PlanLimits(
    TimeSpan SwitchSpan,
    TimeSpan MinResidency,
    double GpuMemoryUtilization,
    double FurtherModelShare,
    double HysteresisMargin,
    double GainMinSecondsPerHour,
    double LoadWeight,
    double WorkWeight,
    int MovesMax,
    TimeSpan PlannedKeepAlive,
    TimeSpan GuestKeepAlive
);
