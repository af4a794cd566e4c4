using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>Tries again while the database is away, up to a limit.</summary>
internal sealed partial class DatabaseWait(
    IOptions<DatabaseOptions> options,
    Jitter jitter,
    TimeProvider clock,
    ILogger<DatabaseWait> logger
)
{
    private readonly DatabaseOptions _options = options.Value;

    /// <exception cref="DatabaseStartException">It was away until the limit.</exception>
    public async Task UntilDoneAsync(
        string schema,
        Func<CancellationToken, Task> attempt,
        CancellationToken cancellationToken
    )
    {
        var started = clock.GetTimestamp();
        for (var failures = 1; ; failures++)
        {
            try
            {
                await attempt(cancellationToken);
                return;
            }
            catch (Exception exception)
                when (!cancellationToken.IsCancellationRequested && DatabaseFault.IsAway(exception))
            {
                var pause = PauseAfter(failures);
                GiveUpAfterLimit(exception, clock.GetElapsedTime(started) + pause);
                LogAway(schema, exception.GetBaseException().Message, pause);
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    private TimeSpan PauseAfter(int failures) =>
        RedialWait.After(failures, _options.RetryPause, _options.RetryPauseMax, jitter.Next());

    private void GiveUpAfterLimit(Exception exception, TimeSpan passed)
    {
        if (passed > _options.StartWait)
        {
            throw new DatabaseStartException(
                $"The database did not answer within {_options.StartWait} (Database:StartWait): "
                    + exception.GetBaseException().Message,
                exception
            );
        }
    }

    [LoggerMessage(
        1801,
        LogLevel.Warning,
        "The database for {Schema} does not answer: {Reason} The start waits and tries again in {Pause}."
    )]
    private partial void LogAway(string schema, string reason, TimeSpan pause);
}
