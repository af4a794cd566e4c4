using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>This worker as others see it.</summary>
internal sealed class WorkerIdentity(IOptions<EnsembleWorkerOptions> options, PeerAddresses addresses)
{
    /// <summary>Asked for late, not kept: with port 0 the address is known only once the server has started.</summary>
    public Owner Me => new(options.Value.Name, addresses.Advertised.ToString().TrimEnd('/'));
}
