using System.Net;

namespace Orchestrator.Profiler.Discovery;

/// <summary>Looks names up. A seam: tests have names of their own.</summary>
internal interface IHostLookup
{
    /// <exception cref="System.Net.Sockets.SocketException">The name stands for nothing, or nobody knows.</exception>
    Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken);
}

/// <summary>The machine's own resolver.</summary>
internal sealed class SystemHostLookup : IHostLookup
{
    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
