using System.Net;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>The system's resolver.</summary>
internal sealed class DnsAddressResolver : IAddressResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
