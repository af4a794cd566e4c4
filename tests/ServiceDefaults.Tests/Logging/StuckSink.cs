using System.Text;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Logging;

/// <summary>A disk whose first write waits, and that can refuse.</summary>
internal sealed class StuckSink(Task gate) : ILogSink
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int FailuresLeft { get; set; }

    public Task IsStuck => _stuck.Task;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> line)
    {
        _stuck.TrySetResult();
        await Wait.ForAsync(gate, "the disk works again");
        lock (_gate)
        {
            if (FailuresLeft > 0)
            {
                FailuresLeft--;
                throw new IOException("No space left on device");
            }

            _lines.Add(Encoding.UTF8.GetString(line.Span));
        }
    }

    public Task FlushAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
