using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>Says that the cache is away, and that it is back: once in a while, not for each call.</summary>
internal sealed partial class CacheOutage(
    IOptions<SharedCacheOptions> options,
    TimeProvider clock,
    ILogger<CacheOutage> logger
)
{
    private readonly Lock _gate = new();
    private long? _warnedAt;
    private long _failures;
    private volatile bool _isOut;

    public void Note(Exception exception)
    {
        long failures;
        lock (_gate)
        {
            _failures++;
            _isOut = true;
            if (_warnedAt is { } last && clock.GetElapsedTime(last) < options.Value.WarningInterval)
            {
                return;
            }

            _warnedAt = clock.GetTimestamp();
            failures = _failures;
        }

        LogAway(exception.GetType().Name, failures);
    }

    /// <summary>A call succeeded. Takes no lock while all is well.</summary>
    public void Over()
    {
        if (!_isOut)
        {
            return;
        }

        long failures;
        lock (_gate)
        {
            failures = _failures;
            _failures = 0;
            _isOut = false;
        }

        if (failures > 0)
        {
            LogBack(failures);
        }
    }

    [LoggerMessage(
        922,
        LogLevel.Warning,
        "The shared cache is away ({Exception}, {Failures} calls): it reads as empty."
    )]
    private partial void LogAway(string exception, long failures);

    [LoggerMessage(923, LogLevel.Debug, "The shared cache answers again after {Failures} failed calls.")]
    private partial void LogBack(long failures);
}
