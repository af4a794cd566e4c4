using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay.Policies;

internal sealed class WarmFirstPolicy(PolicyWorld world) : IReplayPolicy
{
    private readonly ModelHosts _hosts = new(world.Fleet);
    private readonly OpenRequests _open = new(world.Fleet, world.Seed);
    private readonly HostReport[] _reports =
    [
        .. Enumerable.Range(0, world.Fleet.Hosts.Length).Select(HostReport.Blank),
    ];

    public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed) =>
        FailedHosts.Last(
            _open.LeastFirst(_hosts.Of(request.Model)).OrderByDescending(host => _reports[host].Has(request.Model)),
            failed
        );

    public void Sent(Arrival request, int host) => _open.Sent(host);

    public void Reported(HostReport report) => _reports[report.Host] = report;

    public void Ended(Arrival request, int host, AttemptOutcome outcome) => _open.Ended(host);
}
