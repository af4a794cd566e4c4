using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Makes the client of a replica: the provider by its kind, the secret by the name of its credential.</summary>
internal sealed class ReplicaClients(IOptions<EnsembleWorkerOptions> options, ReplicaProviders providers)
{
    /// <exception cref="ArgumentException">There is no provider of this kind; <see cref="ReplicaRules"/> looks before.</exception>
    public IReplicaClient Create(ReplicaConfig replica)
    {
        var secret = replica.Credential.Length == 0 ? null : options.Value.Credentials[replica.Credential].ToSecret();
        var endpoint = new ReplicaEndpoint(replica.Name, replica.Url) { ApiKey = secret, Models = replica.Models };
        return providers.Find(replica.Kind).Create(endpoint);
    }
}
