using System.Collections.Immutable;
using System.Threading.Channels;

namespace Orchestrator.EnsembleWorker.Watching;

/// <summary>Says that something changed, not what: a listener that was busy is woken once, however much happened.</summary>
internal sealed class ChangeSignal
{
    private ImmutableHashSet<Listener> _listeners = [];

    public void Raise()
    {
        foreach (var listener in Volatile.Read(ref _listeners))
        {
            listener.Wake();
        }
    }

    public Listener Listen()
    {
        var listener = new Listener(this);
        ImmutableInterlocked.Update(ref _listeners, (set, added) => set.Add(added), listener);
        return listener;
    }

    internal sealed class Listener(ChangeSignal signal) : IDisposable
    {
        private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );

        public void Wake() => _wake.Writer.TryWrite(true);

        /// <summary>Ends at the first change since the last call ended.</summary>
        public async Task WaitAsync(CancellationToken cancellationToken) =>
            await _wake.Reader.ReadAsync(cancellationToken);

        public void Dispose() =>
            ImmutableInterlocked.Update(ref signal._listeners, (set, gone) => set.Remove(gone), this);
    }
}
