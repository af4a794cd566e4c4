namespace Orchestrator.Router.Estimates;

/// <summary>What the estimate of finish times goes by; <see cref="FinishOptions"/> says what each is.</summary>
internal sealed record FinishLimits(
    double FreeMemoryShare,
    double ExtraCopyPrice,
    double UnplannedCopyPrice,
    double CrowdingPrice,
    double LoadDelayPrice,
    TimeSpan WantedWithin,
    TimeSpan DemandMemory,
    TimeSpan MinResidency,
    TimeSpan DisplacedMax
);
