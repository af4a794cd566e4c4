using Orchestrator.Contracts.Worker.V1;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Runs;

/// <summary>Opens calls to the owners of replicas, at the address that the router's answer gives.</summary>
internal sealed class WorkerCalls(GrpcPeers peers, TimeProvider clock)
{
    public ReplicaStream Open(Question question, Attempt attempt, CancellationToken cancellationToken)
    {
        var choice = attempt.Choice;
        var worker = new Worker.WorkerClient(peers.At(new Uri(choice.WorkerAddress)));
        var request = GenerateRequests.From(question, attempt.RunId, attempt.Number, choice);
        return new ReplicaStream(worker, request, choice, clock, cancellationToken);
    }
}
