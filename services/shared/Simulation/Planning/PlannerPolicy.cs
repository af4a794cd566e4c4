using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Planning;

/// <summary>
/// Knows the present of all hosts, all requests to come and the length of all answers, and tries out for each request
/// what would follow from each host.
/// </summary>
/// <remarks>
/// A rollout (Bertsekas, Tsitsiklis and Wu, "Rollout algorithms for combinatorial optimization", Journal of Heuristics 3,
/// 1997): for each host that the request may go to, the fleet is copied and run on, with the requests to come sent by a
/// quick rule, until all of them have their first token; the host with which all of them wait the least in sum is taken.
/// What a load, an eviction, a drain or a busy host does to those who come later is so in the price. A heuristic all the
/// same: it shows what good can look like, not what is possible at best. It decides the order of hosts and nothing else,
/// and never picks requests to be refused; one whose hosts all have full queues may be.
/// </remarks>
internal sealed class PlannerPolicy : IReplayPolicy
{
    private readonly PlanFleet _fleet;
    private readonly PlanPresent _present;
    private readonly UpcomingRequests _upcoming;
    private readonly PlannerOptions _options;

    public PlannerPolicy(PolicyWorld world, PlannerOptions options)
    {
        _options = options;
        _fleet = new PlanFleet(world.Fleet, world.Owner, options);
        _present = new PlanPresent(_fleet, world.Truth, new VirtualElapsed(world.Clock));
        if (options.Spread != ModelSpread.Free)
        {
            Place(world);
        }

        _upcoming = new UpcomingRequests(world.Workload.Read(world.Seed), _fleet, options.Ahead);
    }

    public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed)
    {
        var call = _fleet.CallOf(request);
        _present.Copy();
        var next = _upcoming.After(request.Number);
        var hosts = Candidates(call, _fleet.HostsOf(call.Model), failed);
        if (_options.Spills && hosts.TrueForAll(host => host.IsFull))
        {
            hosts = Candidates(call, _fleet.AllHostsOf(call.Model), failed);
        }

        for (var at = 0; at < hosts.Count && at < _options.HostsTried && hosts.Count > 1; at++)
        {
            var (isFull, _, _, host) = hosts[at];
            hosts[at] = (isFull, isFull, isFull ? hosts[at].Cost : _fleet.Try(call, host, next), host);
        }

        hosts.Sort();
        // As for any other policy: what has failed is tried again, after all others.
        var last = failed.Intersect(_fleet.AllHostsOf(call.Model).ToArray());
        return [.. hosts.Select(host => host.Host), .. last];
    }

    private void Place(PolicyWorld world)
    {
        var sample = world
            .Workload.Read(world.Seed)
            .Take(_options.PlacementSample)
            .Select(_fleet.CallOf)
            .Select(call => call with { ArrivedAt = call.ArrivedAt / _options.PlacementRate });
        new PlacementSearch(_fleet, [.. sample], world.Seed).Run(
            _options.PlacementsTried,
            _options.Spread == ModelSpread.InMemory
        );
    }

    private List<(bool IsFull, bool IsUntried, double Cost, int Host)> Candidates(
        PlanCall call,
        ReadOnlySpan<int> hosts,
        IReadOnlyList<int> failed
    )
    {
        var candidates = new List<(bool IsFull, bool IsUntried, double Cost, int Host)>(hosts.Length);
        foreach (var host in hosts)
        {
            if (!failed.Contains(host))
            {
                candidates.Add((_fleet.Now[host].IsFull, true, _fleet.Now[host].Score(call), host));
            }
        }

        candidates.Sort();
        return candidates;
    }

    public void Reported(HostReport report) => _present.Watch(report.Host);
}
