using System.ComponentModel.DataAnnotations;
using Orchestrator.Profiler.Planning;

namespace Orchestrator.Profiler;

/// <summary>Which models stay in memory where.</summary>
public sealed class PlanningOptions
{
    public const string SectionName = "Profiler:Planning";

    /// <summary>off, advise or act.</summary>
    public PlanningMode Mode { get; set; } = PlanningMode.Advise;

    /// <summary>Time between two plans.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two checks whether a bin of ten minutes or a plan is due.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long reading or writing plans and forecasts may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan StoreLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How far ahead demand counts: a plan is for the mean over it, so that models are there before their hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Horizon { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A load has to pay for itself within this time; a longer one swaps more readily.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan SwitchSpan { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a model that was planned onto a replica stays planned there at the least.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MinResidency { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Share of a replica's GPU memory that a plan may fill.</summary>
    [Range(0.1, 1)]
    public double GpuMemoryUtilization { get; set; } = 0.9;

    /// <summary>Ollama loads a further model only into this share of the memory that the loaded ones leave.</summary>
    [Range(0.1, 1)]
    public double FurtherModelShare { get; set; } = 0.8;

    /// <summary>Models that a replica holds at once where it does not say: OLLAMA_MAX_LOADED_MODELS.</summary>
    [Range(1, 256)]
    public int ModelsPerReplicaMax { get; set; } = 3;

    /// <summary>A new plan replaces the present one only when it loses at least this share less.</summary>
    [Range(0, 0.9)]
    public double HysteresisMargin { get; set; } = 0.1;

    /// <summary>A new plan replaces the present one only when it saves at least these seconds of waiting per hour.</summary>
    [Range(0, 3_600)]
    public double GainMinSecondsPerHour { get; set; } = 5;

    /// <summary>
    /// How much a second of waiting for a load counts: more than one, because other loads wait behind it, and what it drives
    /// out is loaded again.
    /// </summary>
    [Range(0.01, 1_000)]
    public double LoadWeight { get; set; } = 3;

    /// <summary>How much a second counts that an answer itself takes, so that faster replicas are preferred.</summary>
    [Range(0, 1_000)]
    public double WorkWeight { get; set; } = 0.1;

    /// <summary>Placements that one search tries at most, after the first greedy choice.</summary>
    [Range(0, 10_000_000)]
    public int MovesMax { get; set; } = 20_000;

    /// <summary>keep_alive of the last of the planned models of a replica; each rank before it is a minute longer.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan PlannedKeepAlive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>keep_alive of models that are called where they are not planned; below that of planned ones.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan GuestKeepAlive { get; set; } = TimeSpan.FromMinutes(5);

    internal PlanLimits ToLimits() =>
        new(
            SwitchSpan,
            MinResidency,
            GpuMemoryUtilization,
            FurtherModelShare,
            HysteresisMargin,
            GainMinSecondsPerHour,
            LoadWeight,
            WorkWeight,
            MovesMax,
            PlannedKeepAlive,
            GuestKeepAlive
        );
}
