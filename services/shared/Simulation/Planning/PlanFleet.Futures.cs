namespace Orchestrator.Simulation.Planning;

/// <summary>Futures that are tried out on the copy of the fleet.</summary>
internal sealed partial class PlanFleet
{
    /// <summary>Tries a future in which this request goes to that host, and the ones to come to whichever looks best then.</summary>
    /// <returns>What all requests pay for waiting in it.</returns>
    public double Try(PlanCall call, int host, IReadOnlyList<PlanCall> next)
    {
        for (var at = 0; at < Now.Length; at++)
        {
            Then[at].CopyFrom(Now[at]);
        }

        Then[host].Add(call);
        return Send(next, double.PositiveInfinity);
    }

    /// <summary>Tries a fleet that starts empty with these requests only.</summary>
    /// <param name="enough">It stops when it comes to as much.</param>
    public double TryAll(IReadOnlyList<PlanCall> calls, double enough)
    {
        foreach (var then in Then)
        {
            then.Clear(0);
        }

        return Send(calls, enough);
    }

    private double Send(IReadOnlyList<PlanCall> calls, double enough)
    {
        var refused = 0.0;
        for (var at = 0; at < calls.Count; at++)
        {
            if (Best(calls[at]) is var best and >= 0)
            {
                Then[best].Add(calls[at]);
            }
            else
            {
                refused += CostOf(RefusedSeconds);
            }

            if (at % CostCheck == 0 && refused + Then.Sum(then => then.Cost) >= enough)
            {
                return double.PositiveInfinity;
            }
        }

        foreach (var then in Then)
        {
            then.AdvanceTo(double.PositiveInfinity);
            refused += then.Cost;
        }

        return refused;
    }

    private int Best(PlanCall call)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        foreach (var host in HostsOf(call.Model))
        {
            Then[host].AdvanceTo(call.ArrivedAt);
            var score = Then[host].IsFull ? double.PositiveInfinity : Then[host].Score(call);
            (best, least) = score < least ? (host, score) : (best, least);
        }

        return best;
    }
}
