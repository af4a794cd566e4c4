using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Channels to other processes, kept for the life of this one. Each call carries the service credential; connections are
/// pinged and multiply when one is full.
/// </summary>
public sealed class GrpcPeers : IDisposable
{
    private readonly PeerAddresses _addresses;
    private readonly PeerChannels _channels;
    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly RecentChannels _single;
    private readonly Interceptor _deadline;

    internal GrpcPeers(PeerAddresses addresses, PeerChannels channels, IOptions<GrpcDefaultsOptions> options)
    {
        _addresses = addresses;
        _channels = channels;
        _single = new RecentChannels(channels.To, options.Value.MaxChannels);
        _deadline = new DefaultDeadlineInterceptor(options.Value.UnaryDeadline);
    }

    /// <summary>
    /// Each call goes to the next address of the service; a dead one is skipped. A call that ends UNAVAILABLE before any
    /// answer arrived is tried at another address, within the limits of <see cref="GrpcDefaultsOptions"/>.
    /// </summary>
    public GrpcChannel Of(string service)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        return _services.GetOrAdd(service, name => new Lazy<GrpcChannel>(() => _channels.Spread(name))).Value;
    }

    /// <summary>One channel per address, in the order of the configuration. Nothing is retried.</summary>
    public IReadOnlyList<GrpcChannel> Each(string service) => [.. _addresses.Grpc(service).Select(At)];

    /// <summary>The channel to exactly this address. Nothing is retried: another address is another peer.</summary>
    public GrpcChannel At(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _single.At(address);
    }

    /// <summary>A generated client on <see cref="Of"/> whose unary calls have a deadline.</summary>
    public TClient ClientOf<TClient>(string service)
        where TClient : ClientBase<TClient> => Client<TClient>(Of(service));

    /// <summary>A generated client on <see cref="At"/> whose unary calls have a deadline. Cheap: make one where it is needed.</summary>
    public TClient ClientAt<TClient>(Uri address)
        where TClient : ClientBase<TClient> => Client<TClient>(At(address));

    public void Dispose()
    {
        foreach (var channel in _services.Values.Where(channel => channel.IsValueCreated))
        {
            channel.Value.Dispose();
        }

        _single.Dispose();
    }

    private TClient Client<TClient>(GrpcChannel channel)
        where TClient : ClientBase<TClient> =>
        // Generated clients have a public constructor that takes a CallInvoker.
        (TClient)Activator.CreateInstance(typeof(TClient), channel.Intercept(_deadline))!;
}
