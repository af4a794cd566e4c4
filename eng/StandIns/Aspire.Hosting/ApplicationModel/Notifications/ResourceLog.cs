using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One resource's lines: the latest are kept, watchers get them and all that follow.</summary>
internal sealed class ResourceLog(string name, ResourceLoggerService service) : ILogger
{
    /// <summary>Lines that are kept for watchers who come later, and that a slow watcher may lag behind.</summary>
    private const int LinesMax = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _kept = new();
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _count;

    public IReadOnlyList<LogLine> Kept
    {
        get
        {
            lock (_lock)
            {
                return [.. _kept];
            }
        }
    }

    public void Write(string text, bool isError = false)
    {
        LogLine line;
        lock (_lock)
        {
            line = new LogLine(++_count, text, isError);
            _kept.Enqueue(line);
            if (_kept.Count > LinesMax)
            {
                _kept.Dequeue();
            }

            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(line);
            }
        }

        service.LineWritten?.Invoke(name, line);
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var channel = Channel.CreateBounded<LogLine>(
            new BoundedChannelOptions(LinesMax) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        lock (_lock)
        {
            foreach (var line in _kept)
            {
                channel.Writer.TryWrite(line);
            }

            _watchers.Add(channel);
        }

        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return [line];
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

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

        var text = formatter(state, exception);
        Write(exception is null ? text : $"{text} {exception}", logLevel >= LogLevel.Error);
    }
}
