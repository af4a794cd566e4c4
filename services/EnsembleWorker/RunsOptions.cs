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

/// <summary>How runs that nobody holds are found.</summary>
public sealed class RunSweepOptions
{
    /// <summary>Time between two looks, on average: each wait is between half of it and one and a half.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How old a run has to be: a new one's own message is still on its way.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MinAge { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Time between two looks, on average, while the one before has found more than it took.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan BusyInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs that one look takes; never more than there are free places.</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 64;

    /// <summary>Runs that one look chooses from: workers that look at the same time take different ones.</summary>
    [Range(1, 10_000)]
    public int Window { get; set; } = 256;

    /// <summary>How long the bus may take for one message; a run whose message it did not take is found by a look.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PublishLimit { get; set; } = TimeSpan.FromSeconds(3);
}

/// <summary>How runs are told to watchers and to the bus.</summary>
public sealed class RunWatchOptions
{
    /// <summary>Watchers of runs at once.</summary>
    [Range(1, 100_000)]
    public int MaxWatchers { get; set; } = 2048;

    /// <summary>Time between two pieces of the answer, or words of progress, for one watcher; 20 ms are 50 a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan LiveInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Entries of a running run's log that are kept in memory; who needs older ones gets them from the database.</summary>
    [Range(1, 100_000)]
    public int KeptEntries { get; set; } = 64;

    /// <summary>Characters of those entries; the latest entry is always kept.</summary>
    [Range(1_000, 1_000_000_000)]
    public int KeptCharacters { get; set; } = 65_536;

    /// <summary>How often this worker asks the database for the runs that are watched here and held by nobody, all at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it looks into the shared cache in between, each time for HintBatch of them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan HintInterval { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Runs that one look into the shared cache is for; the next look is for the next ones.</summary>
    [Range(1, 10_000)]
    public int HintBatch { get; set; } = 64;

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
