using Orchestrator.Router.Fleet;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Replay;

namespace Orchestrator.Cli.Simulate.Production;

/// <summary>Words the reports of a replay as the updates that a router gets from the worker that owns the fleet.</summary>
internal sealed class OwnerOfFleet(Fleet fleet, TimeProvider clock)
{
    public const ulong Epoch = 1;

    private readonly ModelSnapshot[][] _models =
    [
        .. fleet.Hosts.Select(host => host.Config.Models.Values.Select(Snapshot).ToArray()),
    ];

    private readonly Dictionary<string, int> _places = Enumerable
        .Range(0, fleet.Hosts.Length)
        .ToDictionary(at => fleet.Hosts[at].Name, StringComparer.Ordinal);

    public const string Name = "simulated";

    public int PlaceOf(string replica) => _places[replica];

    public string NameOf(int host) => fleet.Hosts[host].Name;

    public OwnerUpdate Everything() =>
        new(Full: true, [.. Enumerable.Range(0, fleet.Hosts.Length).Select(HostReport.Blank).Select(Replica)], []);

    public OwnerUpdate Update(HostReport report) => new(Full: false, [Replica(report)], []);

    private static ModelSnapshot Snapshot(SimulatedModel model) =>
        new(
            model.Name,
            model.Digest,
            (ulong)model.SizeBytes,
            model.Family,
            model.ParameterSize,
            model.Quantization,
            (uint)model.ContextLength,
            ModelCapabilityNames.Of(model.Capabilities),
            Loaded: null
        );

    // All of these hosts are simulated; marked as such none would be preferred to another, so it changes nothing.
    private ReplicaSnapshot Replica(HostReport report)
    {
        var host = fleet.Hosts[report.Host];
        return new ReplicaSnapshot(
            host.Name,
            Epoch,
            Name,
            "http://simulated.invalid",
            ReplicaHealth.Healthy,
            report.InFlight,
            report.Queued,
            host.Slots,
            host.QueueLimit,
            Models(report),
            Simulated: true,
            clock.GetUtcNow()
        )
        {
            Work = [.. report.Work.Select(Work)],
            Loading = report.Loading is { } load
                ? new ModelLoading(ModelKey.Of(load.Model), clock.GetUtcNow() - load.Since)
                : null,
        };
    }

    private ModelWork Work(HostWork work) =>
        new(
            ModelKey.Of(work.Model),
            work.Running,
            work.Waiting,
            work.WaitingPromptTokens,
            work.WaitingOutputTokens,
            work.RunningPromptTokens,
            work.RunningOutputTokens,
            Since(work.RunningSince),
            Since(work.WaitingSince)
        );

    private TimeSpan Since(DateTimeOffset? at) => at is { } then ? clock.GetUtcNow() - then : TimeSpan.Zero;

    private ModelSnapshot[] Models(HostReport report)
    {
        var models = _models[report.Host].ToArray();
        for (var at = 0; at < models.Length; at++)
        {
            foreach (var seen in report.Loaded)
            {
                if (seen.Name == models[at].Name)
                {
                    models[at] = models[at] with { Loaded = new LoadedSnapshot((uint)seen.ContextTokens) };
                }
            }
        }

        return models;
    }
}
