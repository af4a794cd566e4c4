using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Planning;

/// <summary>A fleet in a plan: the present, and a copy of it on which futures are tried out.</summary>
internal sealed partial class PlanFleet
{
    /// <summary>Far more than happens on a host within a plan: a bound against rounding that stands still.</summary>
    public const int StepsMax = 4096;

    private const int ContextMax = 1 << 24;

    private const int CostCheck = 32;

    // In seconds to the first token: for a request that finds all queues full.
    private const double RefusedSeconds = 120;

    private readonly string[] _names;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly int[][] _all;
    private int[][] _allowed;
    private readonly IReplayOwner[] _owners;
    private readonly PlannerOptions _options;

    public PlanFleet(Fleet fleet, Func<FleetHost, IReplayOwner> owner, PlannerOptions options)
    {
        _options = options;
        _names = [.. fleet.ModelNames];
        _owners = [.. fleet.Hosts.Select(owner)];
        Models = [.. fleet.Hosts.Select(host => new PlanModels(host))];
        Now = [.. Models.Select(models => new PlanHost(this, models))];
        Then = [.. Models.Select(models => new PlanHost(this, models))];
        _all =
        [
            .. _names.Select(name =>
                Enumerable
                    .Range(0, fleet.Hosts.Length)
                    .Where(at => fleet.Hosts[at].Config.Models.ContainsKey(name) && Models[at].Of(name, 0) is not null)
                    .ToArray()
            ),
        ];
        _allowed = _all;
        for (var at = 0; at < _names.Length; at++)
        {
            _places.Add(_names[at], at);
        }
    }

    public PlanModels[] Models { get; }

    public PlanHost[] Now { get; }

    public PlanHost[] Then { get; }

    /// <returns>-1 when no host has it.</returns>
    public int PlaceOf(string model) => _places.GetValueOrDefault(model, -1);

    public string NameOf(int model) => _names[model];

    public int ModelCount => _names.Length;

    /// <summary>Hosts that can load it.</summary>
    public ReadOnlySpan<int> AllHostsOf(int model) => model < 0 ? [] : _all[model];

    /// <summary>Hosts to which its requests are to go.</summary>
    public ReadOnlySpan<int> HostsOf(int model) => model < 0 ? [] : _allowed[model];

    /// <param name="allowed">By model: the hosts to which its requests are to go, at least one.</param>
    public void Place(int[][] allowed) => _allowed = allowed;

    /// <summary>What a first token so late costs. More than in proportion: a quantile is made of the worst.</summary>
    public double CostOf(double seconds) => seconds * (1 + (_options.LateShare * seconds));

    public double CostOfEnd(double seconds) => _options.EndShare * seconds;

    public PlanCall CallOf(Arrival request)
    {
        var model = PlaceOf(request.Model);
        var hosts = AllHostsOf(model);
        var asked = hosts.IsEmpty ? null : _owners[hosts[0]].ContextToLoad(request, null);
        return new PlanCall
        {
            Model = model,
            AskedContext = asked ?? 0,
            NeededContext = hosts.IsEmpty ? 0 : NeededContext(request, hosts[0]),
            ArrivedAt = request.At.TotalSeconds,
            Prompt = request.Prompt.Tokens,
            First = 1,
            Answer = request.OutputTokens,
        };
    }

    /// <summary>The smallest context of a loaded model with which the owner asks for nothing more.</summary>
    private int NeededContext(Arrival request, int host)
    {
        var owner = _owners[host];
        var (low, high) = (1, Math.Min(ContextMax, Models[host].Host.Config.Models[request.Model].ContextLength));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = owner.ContextToLoad(request, middle) is null ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
