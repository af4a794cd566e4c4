using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Orchestrator.EnsembleWorker.Strategies.Cascade;
using Orchestrator.EnsembleWorker.Strategies.Decompose;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.EnsembleWorker.Strategies.Single;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker;

/// <summary>How runs of several steps are carried out. Their leases follow Worker:Leases, as those of replicas do.</summary>
public sealed class RunsOptions
{
    /// <summary>
    /// Runs that this worker carries out at once; further ones wait or go to other workers. A run is little more than its texts:
    /// the work on GPUs is bounded by the replicas' queues, not by this.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxRuns { get; set; } = 512;

    /// <summary>How long a message may wait for a place; then the run is left to the sweeper and to other workers.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan SlotWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Steps of all runs of this worker that are under way at once; further ones wait for a place, those of urgent and old runs least.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxSteps { get; set; } = 128;

    /// <summary>A run that has waited for so long counts one level more urgent than its priority says, one that has waited twice as long two levels: neither batch runs nor others wait for ever.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan PriorityAging { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a step waits, at least, before it asks a fleet again that had too much to do.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan BusyPause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long at most, whatever the fleet has said.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan BusyPauseMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a run may take from its first start on, pauses not counted; then it fails.</summary>
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

    /// <summary>How often a run may be taken over from a holder that did not give it back; one that kills every worker that takes it is dead after that.</summary>
    [Range(1, 1_000)]
    public int MaxTakeovers { get; set; } = 20;

    /// <summary>Calls to the database about runs at once, further ones wait; a SQLite file takes one at a time whatever is said here.</summary>
    [Range(1, 1_000)]
    public int MaxDatabaseCalls { get; set; } = 32;

    /// <summary>Pause before a write that the database did not take is tried again, for as long as the lease lasts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan WriteRetryPause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a write is tried altogether; then the run is left to whoever takes it over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan WriteLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stop or a pause waits for the holder before it tells the state as it is.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan StopWait { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>What one run may use.</summary>
    public RunBudgetOptions Budget { get; init; } = new();

    /// <summary>Answers of steps that are used again.</summary>
    public StepCacheOptions Cache { get; init; } = new();

    /// <summary>What users may do with them.</summary>
    public RunControlOptions Controls { get; init; } = new();

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

    /// <summary>Members take positions and criticise each other; a weighted vote decides.</summary>
    public DebateOptions Debate { get; init; } = new();

    /// <summary>One model drafts, another one verifies, the first one fixes.</summary>
    public RefineOptions Refine { get; init; } = new();

    /// <summary>A planner splits the question, its parts are answered, one model puts them together.</summary>
    public DecomposeOptions Decompose { get; init; } = new();

    /// <summary>A lead gives work to roles: planner, coder, reviewer and others.</summary>
    public TeamOptions Team { get; init; } = new();

    /// <summary>An operator's own steps.</summary>
    public WorkflowOptions Workflow { get; init; } = new();
}
