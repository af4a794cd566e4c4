using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay.Policies;

internal sealed class LeastConnectionsPolicy(PolicyWorld world) : IReplayPolicy
{
    private readonly ModelHosts _hosts = new(world.Fleet);
    private readonly OpenRequests _open = new(world.Fleet, world.Seed);

    public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed) =>
        FailedHosts.Last(_open.LeastFirst(_hosts.Of(request.Model)), failed);

    public void Sent(Arrival request, int host) => _open.Sent(host);

    public void Ended(Arrival request, int host, AttemptOutcome outcome) => _open.Ended(host);
}
