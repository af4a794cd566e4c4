using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay.Policies;

internal sealed class RoundRobinPolicy(PolicyWorld world) : IReplayPolicy
{
    private readonly ModelHosts _hosts = new(world.Fleet);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed)
    {
        var hosts = _hosts.Of(request.Model);
        var first = _next.GetValueOrDefault(request.Model);
        _next[request.Model] = hosts.Count == 0 ? 0 : (first + 1) % hosts.Count;
        return FailedHosts.Last(hosts.Skip(first).Concat(hosts.Take(first)), failed);
    }
}
