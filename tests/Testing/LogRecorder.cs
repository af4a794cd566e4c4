using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Testing;

/// <summary>Keeps what a service logs. A test ends with <see cref="ThrowOnUnexpectedErrors"/>.</summary>
public sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<Line> _lines = new();
    private readonly ConcurrentBag<string> _expected = [];

    public sealed record Line(string Category, LogLevel Level, EventId Id, string Message, Exception? Exception);

    public IReadOnlyList<Line> Lines => [.. _lines];

    /// <summary>Errors whose message contains <paramref name="part"/> are expected from now on.</summary>
    public LogRecorder ExpectErrors(string part)
    {
        _expected.Add(part);
        return this;
    }

    public IReadOnlyList<Line> UnexpectedErrors() =>
        [
            .. _lines.Where(line =>
                line.Level >= LogLevel.Error
                && !_expected.Any(part => line.Message.Contains(part, StringComparison.Ordinal))
            ),
        ];

    /// <exception cref="InvalidOperationException">An Error was logged that the test did not expect.</exception>
    public void ThrowOnUnexpectedErrors()
    {
        if (UnexpectedErrors() is { Count: > 0 } errors)
        {
            var texts = errors.Select(line => $"{line.Category}: {line.Message} {line.Exception}");
            throw new InvalidOperationException($"Unexpected errors were logged:\n{string.Join('\n', texts)}");
        }
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose() { }

    private sealed class Recorder(LogRecorder recorder, string category) : ILogger
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
        ) => recorder._lines.Enqueue(new Line(category, logLevel, eventId, formatter(state, exception), exception));
    }
}
