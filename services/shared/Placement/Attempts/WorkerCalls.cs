using Orchestrator.Contracts.Worker.V1;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Placement.Attempts;

/// <summary>Opens calls to the owners of replicas, at the address that the router's answer gives.</summary>
internal sealed class WorkerCalls(GrpcPeers peers, TimeProvider clock)
{
    /// <returns>Null when the router gave something else than an address.</returns>
    public ReplicaStream? Open(Question question, Attempt attempt, CancellationToken cancellationToken)
    {
        var choice = attempt.Choice;
        if (
            !Uri.TryCreate(choice.WorkerAddress, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        )
        {
            return null;
        }

        var worker = new Worker.WorkerClient(peers.At(address));
        var request = GenerateRequests.From(question, attempt);
        return new ReplicaStream(worker, request, choice, clock, cancellationToken);
    }
}
