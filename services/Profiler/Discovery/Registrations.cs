using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Discovery;

/// <summary>Workers that have said where they are. One is watched as long as its registration lives, and some time after.</summary>
internal sealed class Registrations(OwnerDirectory directory, IOptions<DiscoveryOptions> options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Uri, (int Open, DateTimeOffset EndedAt)> _known = [];

    /// <returns>Null when there are too many.</returns>
    public IDisposable? Begin(Uri address)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(address, out var known) && _known.Count >= options.Value.RegistrationsMax)
            {
                return null;
            }

            _known[address] = (known.Open + 1, default);
            Publish();
            return new Registration(this, address);
        }
    }

    /// <summary>Forgets those that ended long enough ago.</summary>
    public void Sweep()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            foreach (var (address, (open, endedAt)) in _known)
            {
                if (open == 0 && now - endedAt > options.Value.RegistrationKeep)
                {
                    _known.Remove(address);
                }
            }

            Publish();
        }
    }

    private void End(Uri address)
    {
        lock (_gate)
        {
            _known[address] = (_known[address].Open - 1, clock.GetUtcNow());
        }
    }

    private void Publish() => directory.Replace(ReplicaSources.Registered, _known.Keys);

    private sealed class Registration(Registrations owner, Uri address) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                owner.End(address);
            }
        }
    }
}
