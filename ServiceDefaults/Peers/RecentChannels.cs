using Grpc.Net.Client;

namespace Orchestrator.ServiceDefaults;

/// <summary>Channels by address, at most <paramref name="limit"/>; above it the one unused for longest is forgotten.</summary>
internal sealed class RecentChannels(Func<Uri, GrpcChannel> open, int limit) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Uri, LinkedListNode<(Uri Address, GrpcChannel Channel)>> _byAddress = [];
    private readonly LinkedList<(Uri Address, GrpcChannel Channel)> _byUse = [];

    public GrpcChannel At(Uri address)
    {
        lock (_gate)
        {
            if (_byAddress.TryGetValue(address, out var node))
            {
                _byUse.Remove(node);
            }
            else
            {
                ForgetOldest();
                node = new LinkedListNode<(Uri, GrpcChannel)>((address, open(address)));
                _byAddress.Add(address, node);
            }

            _byUse.AddLast(node);
            return node.Value.Channel;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, channel) in _byUse)
            {
                channel.Dispose();
            }

            _byUse.Clear();
            _byAddress.Clear();
        }
    }

    // Not disposed: a stream may still run on it. Its connections close by themselves when they are idle.
    private void ForgetOldest()
    {
        if (_byUse.Count < limit || _byUse.First is not { } oldest)
        {
            return;
        }

        _byUse.Remove(oldest);
        _byAddress.Remove(oldest.Value.Address);
    }
}
