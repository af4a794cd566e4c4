using System.ComponentModel.DataAnnotations;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router;

/// <summary>How the router weighs a wait at a replica that has a model against a load at one that has not.</summary>
public sealed class FinishOptions
{
    /// <summary>Share of a replica's free memory that a further model may take; Ollama leaves the rest.</summary>
    [Range(0.1, 1)]
    public double FreeMemoryShare { get; set; } = 0.8;

    /// <summary>
    /// What another copy of a model costs others, in loads of it, while a replica has it in memory or loads it: without a
    /// price each call of a burst would have a replica of its own load it.
    /// </summary>
    [Range(0, 10)]
    public double ExtraCopyPrice { get; set; } = 1;

    /// <summary>
    /// What a copy of a model costs others, in loads of it, outside of the replicas where the plan keeps it: more saves swaps
    /// and makes queues at the planned places longer.
    /// </summary>
    [Range(0, 100)]
    public double UnplannedCopyPrice { get; set; } = 4;

    /// <summary>
    /// What a call costs the others that run and wait at a replica, in its own time there, for each of them: it spreads calls
    /// from one large replica over the rest.
    /// </summary>
    [Range(0, 10)]
    public double CrowdingPrice { get; set; } = 0.25;

    /// <summary>
    /// What a load costs each of the calls that run and wait at a replica, in loads: where many wait, a swap has to gain more.
    /// </summary>
    [Range(0, 10)]
    public double LoadDelayPrice { get; set; } = 1;

    /// <summary>
    /// A model that a load pushes out has to be loaded again if it is called within this time; how likely that is counts
    /// with what it costs.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WantedWithin { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long ago calls of a model still count for how often it is called: after this time one counts a third.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DemandMemory { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A model that was loaded less long ago is taken to be wanted again for certain.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MinResidency { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The most that a swap may be taken to cost others: a rarely asked model waits no longer for a place than this on top of
    /// its load.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DisplacedMax { get; set; } = TimeSpan.FromMinutes(10);

    internal FinishLimits ToLimits() =>
        new(
            FreeMemoryShare,
            ExtraCopyPrice,
            UnplannedCopyPrice,
            CrowdingPrice,
            LoadDelayPrice,
            WantedWithin,
            DemandMemory,
            MinResidency,
            DisplacedMax
        );
}
