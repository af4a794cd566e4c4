namespace Orchestrator.Profiler.Persistence;

/// <summary>Says once that the database is away, whatever asks it, and once that it is back.</summary>
internal sealed partial class StoreOutage(ILogger<StoreOutage> logger)
{
    private int _isAway;

    public void Failed(Exception exception)
    {
        if (Interlocked.Exchange(ref _isAway, 1) == 0)
        {
            LogAway(exception.GetBaseException().Message);
        }
    }

    public void Worked()
    {
        if (Interlocked.Exchange(ref _isAway, 0) == 1)
        {
            LogBack();
        }
    }

    [LoggerMessage(
        3040,
        LogLevel.Warning,
        "The profiler's database does not answer: {Reason} What is known is served; edits are refused; nothing is written."
    )]
    private partial void LogAway(string reason);

    [LoggerMessage(3041, LogLevel.Information, "The profiler's database answers again.")]
    private partial void LogBack();
}
