using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Lease;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>
/// Asks for all runs that are waited for here: the database now and then, the shared cache in between, a few at a time. A
/// thousand watchers cost what one costs.
/// </summary>
internal sealed partial class WaitedRunsLoop(
    WaitedRuns waited,
    RunHeadStore heads,
    RunHolderHints hints,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    ILogger<WaitedRunsLoop> logger
) : BackgroundService
{
    private readonly RunWatchOptions _options = options.Value.Runs.Watch;
    private long? _askedAt;
    private int _turn;

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var ids = waited.Ids;
        if (_askedAt is not { } at || clock.GetElapsedTime(at) >= _options.PollInterval)
        {
            _askedAt = clock.GetTimestamp();
            waited.Tell(ids, await heads.ReadAsync(ids, cancellationToken));
        }

        foreach (var runId in NextOf(ids))
        {
            if (await hints.FindElsewhereAsync(runId, cancellationToken) is { } address)
            {
                waited.TellHolder(runId, address);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var added = waited.Added.Listen();
        var pause = _options.HintInterval < _options.PollInterval ? _options.HintInterval : _options.PollInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (waited.Ids.Count == 0)
            {
                await added.WaitAsync(stoppingToken);
            }

            try
            {
                await RunOnceAsync(stoppingToken);
            }
            // The database is away: watchers hear it as they would have by themselves, and the next round tries again.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotAsked(exception);
                waited.WakeAll();
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private IEnumerable<string> NextOf(IReadOnlyList<string> ids)
    {
        var count = Math.Min(ids.Count, _options.HintBatch);
        var from = _turn;
        _turn = ids.Count == 0 ? 0 : (from + count) % ids.Count;
        return Enumerable.Range(from, count).Select(index => ids[index % ids.Count]);
    }

    [LoggerMessage(3426, LogLevel.Warning, "Runs that are waited for could not be asked for.")]
    private partial void LogNotAsked(Exception exception);
}
