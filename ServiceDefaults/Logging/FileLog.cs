using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// A bounded queue in front of <see cref="RollingFile"/> and the one loop that empties it. Adding never waits: what does
/// not fit is dropped and counted, and the file says so as soon as it can.
/// </summary>
internal sealed class FileLog : IDisposable
{
    private static readonly Meter _meter = new(Telemetry.MeterName);

    private static readonly Counter<long> _drops = _meter.CreateCounter<long>(
        "orchestrator.logs.dropped",
        "{line}",
        "Log lines that did not fit into the queue of the file log, or that the disk refused."
    );

    private readonly Channel<byte[]> _queue;
    private readonly ILogSink _file;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _flushLimit;
    private readonly Task _loop;
    private long _dropped;

    public FileLog(ILogSink file, FileLogOptions options, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
        _flushLimit = options.FlushLimit;
        MaxTextLength = options.MaxTextLength;
        _queue = Channel.CreateBounded<byte[]>(
            new BoundedChannelOptions(options.QueueLength)
            {
                SingleReader = true,
                FullMode = BoundedChannelFullMode.Wait,
            }
        );
        _loop = Task.Run(WriteAllAsync);
    }

    public int MaxTextLength { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Lines lost so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <returns>Null when no folder is configured.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "Its loop closes the file at its end.")]
    public static FileLog? Of(string service, FileLogOptions options, string root, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(options.Directory))
        {
            return null;
        }

        var directory = Path.GetFullPath(options.Directory, root);
        return new FileLog(new RollingFile(directory, service, options, clock), options, clock);
    }

    public void Add(byte[] line)
    {
        if (!_queue.Writer.TryWrite(line))
        {
            CountDrops(1);
        }
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        // The process ends here; nobody awaits a logger provider. The limit keeps a dead disk from holding it.
        Task.WaitAny([_loop], _flushLimit);
    }

    private async Task WriteAllAsync()
    {
        long told = 0;
        await using (_file)
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                while (_queue.Reader.TryRead(out var line))
                {
                    await WriteAsync(line);
                }

                if (Dropped is var dropped && dropped > told && await WriteAsync(DropNote.Of(Now, dropped - told)))
                {
                    told = dropped;
                }

                await FlushAsync();
            }
        }
    }

    private async Task<bool> WriteAsync(byte[] line)
    {
        try
        {
            await _file.WriteAsync(line);
            return true;
        }
        // A full or missing disk must end neither the loop nor the process; it is counted, and the next line tries again.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            CountDrops(1);
            return false;
        }
    }

    private async Task FlushAsync()
    {
        try
        {
            await _file.FlushAsync();
        }
        // As above; what was in the buffer is lost with it.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            CountDrops(1);
        }
    }

    private void CountDrops(long count)
    {
        Interlocked.Add(ref _dropped, count);
        _drops.Add(count);
    }
}
