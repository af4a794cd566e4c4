using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

/// <summary>Makes the line on the caller's thread (its values may change afterwards) and leaves the disk to the log.</summary>
internal sealed class FileLogger(string category, FileLog log, Func<IExternalScopeProvider?> scopes) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes()?.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = new LogLine(log.Now, logLevel, category, eventId, formatter(state, exception), exception);
        log.Add(line.ToUtf8(state as IEnumerable<KeyValuePair<string, object?>>, scopes(), log.MaxTextLength));
    }
}
