using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>
/// Reads the file of the workflows before any run is taken, and then again and again. It asks nobody to be told of changes: behind
/// links, as Kubernetes mounts a ConfigMap, the file itself never changes.
/// </summary>
internal sealed partial class WorkflowWatchLoop(
    WorkflowBook book,
    ChangeSignal changes,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    ILogger<WorkflowWatchLoop> logger
) : BackgroundService
{
    private const int ToldProblems = 5;

    private readonly WorkflowOptions _options = options.Value.Runs.Workflow;

    /// <exception cref="OptionsValidationException">The file is wrong or missing, and there are no workflows yet that could stay.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.File.Length == 0)
        {
            return;
        }

        ReadOnce();
        if (!book.State.IsGood)
        {
            throw new OptionsValidationException(
                EnsembleWorkerOptions.SectionName,
                typeof(WorkflowOptions),
                book.State.Problems.Select(problem => problem.ToString())
            );
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.PollInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            ReadOnce();
        }
    }

    /// <summary>One round: what tests call.</summary>
    public void ReadOnce()
    {
        var (text, why) = WorkflowSource.Read(_options.File);
        var before = book.State;
        var state = before.After(text, why, _options.File, _options);
        if (ReferenceEquals(state, before))
        {
            return;
        }

        book.State = state;
        if (state.IsGood)
        {
            LogLoaded(state.Current.Names.Count);
        }
        else
        {
            LogKept(state.Problems.Length, string.Join(" | ", state.Problems.Take(ToldProblems)));
        }

        if (!ReferenceEquals(state.Current, before.Current))
        {
            // Routers hear which workflows there are now.
            changes.Raise();
        }
    }

    [LoggerMessage(3480, LogLevel.Information, "{Count} workflows hold now.")]
    private partial void LogLoaded(int count);

    [LoggerMessage(
        3481,
        LogLevel.Warning,
        "The workflows' file has {Count} problems, so the workflows stay as they were. The first: {Problems}"
    )]
    private partial void LogKept(int count, string problems);
}
