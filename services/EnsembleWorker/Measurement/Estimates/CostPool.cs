using System.Runtime.CompilerServices;

namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>
/// What the models of one replica have in common: how much company costs is a matter of the machine first, so that a model
/// which was seen little starts from what the others have shown.
/// </summary>
internal sealed class CostPool(Jumps jumps)
{
    /// <summary>Samples that the first guess is worth.</summary>
    private const double GuessWeight = 10;

    /// <summary>How far one model may differ from the others.</summary>
    private const double SpreadLeast = 0.15;
    private const double SpreadMost = 0.5;

    private readonly ConditionalWeakTable<TokenTimeMeter, Shown> _shown = [];

    public Jumps Jumps => jumps;

    public void Show(TokenTimeMeter meter, SharingCost cost, double weight) =>
        _shown.AddOrUpdate(meter, new Shown(cost, weight));

    /// <returns>What the others have shown, and how far it may be wrong.</returns>
    public (SharingCost Cost, double Spread) GuessFor(TokenTimeMeter meter)
    {
        var (same, others, weight) = (
            GuessWeight * SharingCost.Guess.Same,
            GuessWeight * SharingCost.Guess.Others,
            GuessWeight
        );
        foreach (var (other, shown) in _shown)
        {
            if (other != meter)
            {
                same += shown.Weight * shown.Cost.Same;
                others += shown.Weight * shown.Cost.Others;
                weight += shown.Weight;
            }
        }

        var spread = SpreadMost * Math.Sqrt(GuessWeight / weight);
        return (new SharingCost(same / weight, others / weight), Math.Max(SpreadLeast, spread));
    }

    private sealed record Shown(SharingCost Cost, double Weight);
}
