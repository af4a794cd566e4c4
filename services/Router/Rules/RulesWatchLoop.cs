using Microsoft.Extensions.Options;

namespace Orchestrator.Router.Rules;

/// <summary>
/// Reads the file of the rules before anything is decided, and then again and again. It asks nobody to be told of changes:
/// behind links, as Kubernetes mounts a ConfigMap, the file itself never changes.
/// </summary>
internal sealed partial class RulesWatchLoop(
    RulesView view,
    RulesMetrics metrics,
    IOptions<RulesOptions> options,
    TimeProvider clock,
    ILogger<RulesWatchLoop> logger
) : BackgroundService
{
    private const int ToldProblems = 5;

    private readonly string _file = options.Value.File;
    private readonly RuleLimits _limits = options.Value.ToLimits();

    /// <exception cref="OptionsValidationException">
    /// The file is wrong or missing. There are no rules yet that could stay, and without those that forbid it would answer what
    /// it must not.
    /// </exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_file.Length == 0)
        {
            return;
        }

        await ReadOnceAsync(cancellationToken);
        if (!view.State.IsGood)
        {
            throw new OptionsValidationException(
                RulesOptions.SectionName,
                typeof(RulesOptions),
                view.State.Problems.Select(problem => problem.ToString())
            );
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await ReadOnceAsync(stoppingToken);
        }
    }

    /// <summary>One round: what tests call.</summary>
    public async Task ReadOnceAsync(CancellationToken cancellationToken)
    {
        var content = await RulesContent.ReadAsync(_file, cancellationToken);
        var (state, change) = view.State.After(content, _file, _limits);
        view.State = state;
        metrics.Record(change);
        Tell(state, change);
    }

    private void Tell(RulesState state, RulesChange change)
    {
        switch (change)
        {
            case RulesChange.Loaded:
                LogLoaded(state.Current.Rules.Count, state.Current.Version);
                break;
            case RulesChange.Refused or RulesChange.Unreadable:
                var first = string.Join(" | ", state.Problems.Take(ToldProblems));
                LogKept(state.Problems.Length, state.Current.Version, first);
                break;
        }
    }

    [LoggerMessage(2030, LogLevel.Information, "{Count} rules hold now, version {Version}.")]
    private partial void LogLoaded(int count, string version);

    [LoggerMessage(
        2031,
        LogLevel.Warning,
        "The rules' file has {Count} problems, so version '{Version}' stays. The first: {Problems}"
    )]
    private partial void LogKept(int count, string version, string problems);
}
