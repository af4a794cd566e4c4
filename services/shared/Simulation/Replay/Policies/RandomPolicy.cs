using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay.Policies;

internal sealed class RandomPolicy(PolicyWorld world) : IReplayPolicy
{
    private readonly ModelHosts _hosts = new(world.Fleet);
    private readonly SimulationRandom _random = new(world.Seed);

    public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed)
    {
        var hosts = _hosts.Of(request.Model).ToArray();
        for (var at = hosts.Length - 1; at > 0; at--)
        {
            var other = _random.Below(at + 1);
            (hosts[at], hosts[other]) = (hosts[other], hosts[at]);
        }

        return FailedHosts.Last(hosts, failed);
    }
}
