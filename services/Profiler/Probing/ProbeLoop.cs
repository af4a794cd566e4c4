using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Probing.Scheduling;

namespace Orchestrator.Profiler.Probing;

/// <summary>
/// Probes idle replicas while this profiler is the leader. When it no longer is, the probes under way are cancelled and
/// what was not kept is forgotten; the next leader goes on from what was kept.
/// </summary>
internal sealed partial class ProbeLoop(
    ILeader leader,
    FleetProbes fleet,
    IProbeMemory memory,
    ProbeCalls calls,
    IOptions<ProbingOptions> options,
    TimeProvider clock,
    ILogger<ProbeLoop> logger
) : BackgroundService
{
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Since when replicas have been idle, as seen while another profiler led.</summary>
    private ProbeState _watched = ProbeState.Empty;
    private ProbeDesk? _desk;
    private CancellationTokenSource? _term;
    private int _salt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.RoundInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryRoundAsync(stoppingToken);
            }
        }
        // The host stops.
        catch (OperationCanceledException) { }
        finally
        {
            await EndTermAsync();
        }
    }

    private async Task TryRoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RoundAsync(stoppingToken);
        }
        // One bad round, with the database away for one, must not end probing: the next round tries again.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogRoundFailed(exception.GetType().Name);
        }
    }

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        if (!leader.IsLeader)
        {
            await EndTermAsync();
            // Whoever leads next begins at once with what is idle by then: after a crash the lease has to run out first.
            _watched = ProbeSchedule.Observe(_watched, fleet.Read(), clock.GetUtcNow());
            return;
        }

        var desk = _desk ??= await BeginTermAsync(stoppingToken);
        await TakeWishesAsync(desk, stoppingToken);
        var facts = fleet.Read();
        desk.Observe(facts);
        while (desk.Next(facts) is { } order)
        {
            _running[order.Replica.Name] = RunAsync(desk, order, _salt++, _term!.Token);
        }
    }

    private async Task<ProbeDesk> BeginTermAsync(CancellationToken stoppingToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var history = await memory.ReadAsync(today, stoppingToken);
        _term = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        return new ProbeDesk(_watched.Remembering(history), options, clock);
    }

    private async Task EndTermAsync()
    {
        if (_term is not { } term)
        {
            return;
        }

        (_desk, _term, _watched) = (null, null, ProbeState.Empty);
        await term.CancelAsync();
        await Task.WhenAll(_running.Values);
        _running.Clear();
        term.Dispose();
    }

    private async Task TakeWishesAsync(ProbeDesk desk, CancellationToken stoppingToken)
    {
        foreach (var wish in await memory.ReadWishesAsync(options.Value.RequestsMax, stoppingToken))
        {
            if (desk.Take(wish))
            {
                await memory.RemoveWishAsync(wish.Id, stoppingToken);
            }
        }
    }

    // Whatever happens here is said and swallowed: nobody waits for it but the end of the term.
    private async Task RunAsync(ProbeDesk desk, ProbeOrder order, int salt, CancellationToken term)
    {
        try
        {
            var outcome = await calls.RunAsync(order, salt, term);
            var score = desk.End(order, outcome);
            LogEnded(order.Model.Name, order.Replica.Name, outcome.GetType().Name);
            await KeepAsync(order, outcome, score, term);
        }
        catch (Exception exception) when (!term.IsCancellationRequested)
        {
            LogNotKept(order.Model.Name, exception.GetType().Name);
        }
        // The term is over: what was under way ends with whatever it was waiting for, the database's own errors included.
        catch (Exception) when (term.IsCancellationRequested) { }
    }

    private async Task KeepAsync(ProbeOrder order, ProbeOutcome outcome, ProbeScore? score, CancellationToken term)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var spent = new Spent(outcome.Tokens, outcome.Duration.TotalSeconds);
        await memory.KeepSpentAsync(today, order.Replica.Name, spent, term);
        if (score is not null)
        {
            await memory.KeepAsync(score, order.Model.Name, term);
            LogScore(order.Model.Name, score.Task, score.Language, score.Correct, score.Total);
        }
    }

    [LoggerMessage(3501, LogLevel.Information, "Model {Model} got {Correct} of {Total} in {Task} ({Language}).")]
    private partial void LogScore(string model, string task, string language, int correct, int total);

    [LoggerMessage(3502, LogLevel.Debug, "Probe of {Model} on {Replica} ended: {Outcome}.")]
    private partial void LogEnded(string model, string replica, string outcome);

    [LoggerMessage(3503, LogLevel.Warning, "What a probe of {Model} found could not be kept: {Failure}.")]
    private partial void LogNotKept(string model, string failure);

    [LoggerMessage(3504, LogLevel.Warning, "A round of probes failed: {Failure}; the next one tries again.")]
    private partial void LogRoundFailed(string failure);
}
