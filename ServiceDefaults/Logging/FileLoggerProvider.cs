using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

/// <summary>Structured logs into rolling files. Without a folder it offers loggers that do nothing.</summary>
[ProviderAlias("File")]
internal sealed class FileLoggerProvider(FileLog? log) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) =>
        log is null ? Off.Instance : new FileLogger(categoryName, log, () => _scopes);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => log?.Dispose();

    private sealed class Off : ILogger
    {
        public static readonly Off Instance = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => false;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) { }
    }
}
