using System.Collections.Immutable;

namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>Picks among unequal shares with one number between 0 and 1.</summary>
internal sealed class Shares
{
    private readonly ImmutableArray<double> _upTo;

    public Shares(IEnumerable<double> shares)
    {
        var sum = 0.0;
        _upTo = [.. shares.Select(share => sum += share)];
    }

    /// <param name="unit">0 up to, not including, 1.</param>
    public int At(double unit)
    {
        var value = unit * _upTo[^1];
        var at = 0;
        while (at < _upTo.Length - 1 && value >= _upTo[at])
        {
            at++;
        }

        return at;
    }
}
