using Microsoft.Extensions.Options;
using Orchestrator.Inference;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>Which replicas this worker can look after at all: others are left to workers that can.</summary>
internal sealed class ReplicaRules(IOptions<EnsembleWorkerOptions> options, ReplicaProviders providers)
{
    /// <returns>Why not, as the end of a sentence; null when it can.</returns>
    public string? WhyRefused(ReplicaConfig replica)
    {
        if (AddressPolicy.WhyRefused(replica.Url, options.Value.AllowPrivateAddresses) is { } reason)
        {
            return $"has an address that {reason}";
        }

        if (replica.Credential.Length > 0 && !options.Value.Credentials.ContainsKey(replica.Credential))
        {
            return $"needs the credential '{replica.Credential}', which Worker:Credentials does not name";
        }

        return providers.TryFind(replica.Kind, out _)
            ? null
            : $"is of the kind '{replica.Kind}'; known kinds are {string.Join(", ", providers.Kinds)}";
    }
}
