using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Output;

/// <summary>The AppHost's own log lines, among those of its resources.</summary>
internal sealed class AppHostLoggerProvider(ConsoleOutput console, bool enabled) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => enabled ? new AppHostLogger(console) : NullLogger.Instance;

    public void Dispose() { }

    private sealed class AppHostLogger(ConsoleOutput console) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var text = $"{Word(logLevel)}: {formatter(state, exception)}";
            console.Write(exception is null ? text : $"{text}\n{exception}");
        }

        private static string Word(LogLevel level) =>
            level switch
            {
                LogLevel.Trace => "trce",
                LogLevel.Debug => "dbug",
                LogLevel.Information => "info",
                LogLevel.Warning => "warn",
                LogLevel.Error => "fail",
                _ => "crit",
            };
    }
}
