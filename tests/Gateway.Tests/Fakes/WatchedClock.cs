using Orchestrator.Testing;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>A manual clock that tells when somebody waits for a certain time: arm the wait, then move the clock.</summary>
internal sealed class WatchedClock : TimeProvider
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Lock _gate = new();
    private readonly HashSet<TimeSpan> _seen = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Armed)> _waits = [];

    /// <summary>Somebody has set a timer to this time, on whatever thread that was.</summary>
    public Action<TimeSpan>? Armed { get; set; }

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public void Advance(TimeSpan span) => _clock.Advance(span);

    /// <summary>Completes once a timer is set to exactly this time; one that was set before counts.</summary>
    public Task ArmedAsync(TimeSpan due)
    {
        var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_seen.Contains(due))
            {
                armed.SetResult();
            }
            else
            {
                _waits.Add((due, armed));
            }
        }

        return armed.Task.Within($"somebody waits for {due}");
    }

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, _clock.CreateTimer(callback, state, dueTime, period));
        Note(dueTime);
        return timer;
    }

    private void Note(TimeSpan due)
    {
        lock (_gate)
        {
            _seen.Add(due);
            foreach (var (_, armed) in _waits.Where(wait => wait.Due == due))
            {
                armed.TrySetResult();
            }
        }

        Armed?.Invoke(due);
    }

    private sealed class Timer(WatchedClock clock, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            clock.Note(dueTime);
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
