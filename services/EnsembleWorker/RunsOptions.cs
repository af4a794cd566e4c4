using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Orchestrator.EnsembleWorker.Strategies.Cascade;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.EnsembleWorker.Strategies.Single;

namespace Orchestrator.EnsembleWorker;

/// <summary>How runs of several steps are carried out. Their leases follow Worker:Leases, as those of replicas do.</summary>
public sealed class RunsOptions
{
    /// <summary>Runs that this worker carries out at once; further ones wait or go to other workers.</summary>
    [Range(1, 10_000)]
    public int MaxRuns { get; set; } = 16;

    /// <summary>How long a message may wait for a place; then the run is left to the sweeper and to other workers.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan SlotWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a run may take from its first start on; then it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan RunLimit { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long one step may take, queues and cold loads included; then it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StepLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Characters of one step's text; a longer one is ended there, as if the model had reached its limit.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxStepCharacters { get; set; } = 1_000_000;

    /// <summary>Models that a run may name.</summary>
    [Range(1, 1_000)]
    public int MaxModels { get; set; } = 32;

    /// <summary>How often a run may change its holder; one that kills every worker that takes it fails after that.</summary>
    [Range(1, 1_000)]
    public int MaxTakeovers { get; set; } = 20;

    /// <summary>Pause before a write that the database did not take is tried again, for as long as the lease lasts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan WriteRetryPause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a write is tried altogether; then the run is left to whoever takes it over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan WriteLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stop waits for the run's end before it tells the state as it is.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan StopWait { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Looking for runs that nobody holds.</summary>
    public RunSweepOptions Sweep { get; init; } = new();

    /// <summary>Telling what happens.</summary>
    public RunWatchOptions Watch { get; init; } = new();

    /// <summary>Deleting what is over.</summary>
    public RunRetentionOptions Retention { get; init; } = new();

    /// <summary>One model answers.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "It is what the strategy is called, not a type.")]
    public SingleOptions Single { get; init; } = new();

    /// <summary>A cheap model answers first, a better one where that is doubtful.</summary>
    public CascadeOptions Cascade { get; init; } = new();

    /// <summary>Several models answer; a vote or a model makes one answer of theirs.</summary>
    public EnsembleOptions Ensemble { get; init; } = new();
}

/// <summary>How runs that nobody holds are found.</summary>
public sealed class RunSweepOptions
{
    /// <summary>Time between two looks, on average: each wait is between half of it and one and a half.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How old a run has to be: a new one's own message is still on its way.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MinAge { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Runs that one look puts back on the bus; never more than there are free places.</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 64;

    /// <summary>How long the bus may take for one message; then this worker takes the run itself.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PublishLimit { get; set; } = TimeSpan.FromSeconds(3);
}

/// <summary>How runs are told to watchers and to the bus.</summary>
public sealed class RunWatchOptions
{
    /// <summary>Watchers of runs at once.</summary>
    [Range(1, 100_000)]
    public int MaxWatchers { get; set; } = 2048;

    /// <summary>While nobody holds a run, how often its watchers ask the database whether somebody does.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often they look into the shared cache in between.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan HintInterval { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Entries of a log that are read at once.</summary>
    [Range(1, 10_000)]
    public int LogPage { get; set; } = 50;

    /// <summary>Characters in one piece of an answer; what a slow watcher has missed comes in pieces of this size.</summary>
    [Range(256, 1_000_000)]
    public int MaxPieceCharacters { get; set; } = 32_768;

    /// <summary>Messages that wait for the bus; the oldest is lost when another one comes. The log has them all.</summary>
    [Range(1, 1_000_000)]
    public int NoticeQueue { get; set; } = 1024;
}

/// <summary>How long runs are kept.</summary>
public sealed class RunRetentionOptions
{
    /// <summary>How long a finished run is kept, with its steps and its log.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Time between two rounds of deleting.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Runs that one statement deletes.</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 200;

    /// <summary>Statements of one round; the rest waits for the next one.</summary>
    [Range(1, 10_000)]
    public int BatchesPerRound { get; set; } = 20;
}
