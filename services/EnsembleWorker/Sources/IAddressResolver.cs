using System.Net;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>Asks which addresses a host name has.</summary>
internal interface IAddressResolver
{
    /// <returns>All of them; empty when the name is known and has none.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">No answer, or no such name.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
