using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Bounds;

/// <summary>
/// A lower bound on the times of ANY policy, also of one that knows the future, on a fleet that starts with nothing in
/// memory. Proved under the rules of the replay; it need not be reachable.
/// </summary>
/// <remarks>
/// <para>
/// <b>Alone.</b> A request of model m cannot start before m's first request has come and the fastest load of m is over.
/// From its start on host h it takes at least its uncached prompt and its answer at the speed of h alone
/// (<see cref="HostCosts"/>). At most those tokens are cached for less than that which an earlier request of m began with:
/// a longer prefix in a slot of h was evaluated there by requests that came later, which took just as long after this
/// request's arrival as if it had evaluated the prefix itself.
/// </para>
/// <para>
/// <b>Together.</b> Let p(h) ≥ 0 be any prices of hosts that sum up to 1, and let a request's work be the least over h of
/// p(h) times the host-seconds that it costs on h. At each moment no host gains more than one host-second per second
/// (<see cref="HostCosts"/>), so that all requests together gain at most Σ p(h) = 1: whatever the fleet does, one machine
/// of speed 1 that may interrupt at will can do too, with each request ended no later. (The prefix of a prompt is the
/// work of the first request that has it; if a later one evaluates it first, in the slot that the first one then uses,
/// that happens after the first one's arrival and before its start, and counts as the first one's work. Attempts that
/// fail are work besides.) For first tokens only prompts and one token are work. For that machine <see cref="LateCount"/>
/// gives the exact least number of requests that miss a limit x, those that miss it alone taken out; when more than
/// (1-q)·n of n do, the q-quantile of every policy is above x. Refused requests are above every x in the figures, and
/// count as missing here. For the mean, <see cref="ShortestRemaining"/> does the same. Prices are the dual solution of
/// <see cref="FleetIdeal"/>: with them the machine is exactly as fast in the long run as the ideal fleet.
/// </para>
/// <para>
/// What is left out, and makes it lower than the truth: loads after the first one of each model, memory, that a request
/// stays where it is and uses no more than one slot, and order within a host.
/// </para>
/// </remarks>
public sealed class RelaxationBound
{
    // Histograms of replays are right to one percent: without this a policy at the bound could be shown below it. What
    // comes from such a histogram itself needs none of it.
    private const double Rounding = 0.99;

    // Replays count in ticks of 100 ns, several of them per request.
    private const double Ticks = 1e-6;

    private static readonly double[] _shares = [0.5, 0.95, 0.99];

    private readonly LogHistogram _firstTokenAlone = new();
    private readonly LogHistogram _totalAlone = new();
    private readonly ShortestRemaining _firstTokens = new();
    private readonly ShortestRemaining _totals = new();
    private double _firstTokenSum;
    private double _totalSum;

    private RelaxationBound() { }

    public static BoundFigures Of(Fleet fleet, IWorkload workload, ulong seed)
    {
        var requests = new RelaxedRequests(new FleetCosts(fleet), workload, seed);
        return new RelaxationBound().Figures(requests);
    }

    private BoundFigures Figures(RelaxedRequests requests)
    {
        foreach (var request in requests.Read())
        {
            AddAlone(request);
        }

        var (firstTokenAlone, totalAlone) = (Quantiles.Of(_firstTokenAlone), Quantiles.Of(_totalAlone));
        var (firstToken, total) = Together(requests, firstTokenAlone, totalAlone);
        var count = _firstTokenAlone.Count;
        var served = Math.Max(1, _firstTokens.Requests);
        return new BoundFigures
        {
            Requests = count,
            FirstToken = firstToken,
            Total = total,
            MeanFirstToken = Math.Max(_firstTokenSum / served, _firstTokens.Mean()),
            MeanTotal = Math.Max(_totalSum / served, _totals.Mean()),
            SwapsPer100 = count == 0 ? 0 : 100.0 * requests.ModelCount / count,
            FirstTokenAlone = firstTokenAlone,
            TotalAlone = totalAlone,
        };
    }

    private void AddAlone(RelaxedRequest request)
    {
        if (double.IsInfinity(request.AloneTotal))
        {
            _firstTokenAlone.AddEndless();
            _totalAlone.AddEndless();
            return;
        }

        _firstTokenAlone.Add(request.AloneFirstToken - Ticks);
        _totalAlone.Add(request.AloneTotal - Ticks);
        _firstTokenSum += request.AloneFirstToken;
        _totalSum += request.AloneTotal;
        _firstTokens.Add(request.At, request.FirstTokenWork);
        _totals.Add(request.At, request.TotalWork);
    }

    private (Quantiles FirstToken, Quantiles Total) Together(
        RelaxedRequests requests,
        Quantiles firstTokenAlone,
        Quantiles totalAlone
    )
    {
        var (firstTokens, totals) = (Searches(firstTokenAlone), Searches(totalAlone));
        for (var round = 0; round < QuantileSearch.Rounds; round++)
        {
            Array.ForEach(firstTokens, search => search.BeginRound());
            Array.ForEach(totals, search => search.BeginRound());
            foreach (var request in requests.Read())
            {
                Array.ForEach(
                    firstTokens,
                    search => search.Add(request.At, request.FirstTokenWork, request.AloneFirstToken)
                );
                Array.ForEach(totals, search => search.Add(request.At, request.TotalWork, request.AloneTotal));
            }

            Array.ForEach(firstTokens, search => search.EndRound(_firstTokenAlone.Count));
            Array.ForEach(totals, search => search.EndRound(_firstTokenAlone.Count));
        }

        return (Larger(firstTokenAlone, firstTokens), Larger(totalAlone, totals));
    }

    private static QuantileSearch[] Searches(Quantiles alone) =>
        [new(_shares[0], alone.P50), new(_shares[1], alone.P95), new(_shares[2], alone.P99)];

    private static Quantiles Larger(Quantiles alone, QuantileSearch[] searches) =>
        new(
            Math.Max(alone.P50, searches[0].Found * Rounding),
            Math.Max(alone.P95, searches[1].Found * Rounding),
            Math.Max(alone.P99, searches[2].Found * Rounding)
        );
}
