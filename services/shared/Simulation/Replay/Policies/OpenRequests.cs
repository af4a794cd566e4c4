using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Replay.Policies;

/// <summary>How many requests a proxy has open at each host, and hosts in the order of it. Ties are drawn.</summary>
internal sealed class OpenRequests(Fleet fleet, ulong seed)
{
    private readonly int[] _open = new int[fleet.Hosts.Length];
    private readonly SimulationRandom _random = new(seed);

    public IEnumerable<int> LeastFirst(IEnumerable<int> hosts) =>
        hosts
            .Select(host => (Host: host, Load: (double)_open[host] / fleet.Hosts[host].Slots, Tie: _random.Next()))
            .OrderBy(host => host.Load)
            .ThenBy(host => host.Tie)
            .Select(host => host.Host);

    public void Sent(int host) => _open[host]++;

    public void Ended(int host) => _open[host]--;
}
