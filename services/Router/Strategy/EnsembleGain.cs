using System.Runtime.InteropServices;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Strategy;

/// <summary>What an ensemble is expected to gain over its best member, and what that costs.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EnsembleGain(double Quality, double Seconds, double Cost)
{
    /// <param name="members">Best first, at least two.</param>
    /// <param name="promptTokens">Of the request.</param>
    /// <param name="outputTokens">Expected of one answer.</param>
    public static EnsembleGain Of(
        IReadOnlyList<StrategyMember> members,
        bool parallel,
        int promptTokens,
        int outputTokens,
        StrategyLimits limits
    )
    {
        var best = members[0];
        var vote = VoteQuality.Of([.. members.Select(member => member.Quality)], Correlation(members, limits));
        var asked = parallel ? members.Max(member => member.Finish.Total) : members.Sum(member => member.Finish.Total);
        // The final answer is written by the best member, which reads the prompt and every answer.
        var reading = (promptTokens + ((double)members.Count * outputTokens)) / Math.Max(promptTokens, 1);
        var writing = (best.Finish.Prefill * reading) + best.Finish.Decode;
        var share = writing / Math.Max(best.Finish.Occupied, 1e-9);
        return new EnsembleGain(
            vote - members.Max(member => member.Quality),
            asked + writing - best.Finish.Total + Displaced(members) - best.Finish.Displaced,
            members.Sum(member => member.Cost.Amount) + (best.Cost.Amount * share) - best.Cost.Amount
        );
    }

    /// <summary>What the gain is worth beyond its price; above 0 it pays.</summary>
    public double Surplus(in ValueWeights weights, double minGain) =>
        Quality - minGain - (weights.Latency * Seconds) - (weights.Cost * Cost);

    private static double Displaced(IReadOnlyList<StrategyMember> members) =>
        members.Sum(member => member.Finish.Displaced);

    /// <summary>The mean over all pairs.</summary>
    private static double Correlation(IReadOnlyList<StrategyMember> members, StrategyLimits limits)
    {
        double sum = 0;
        var pairs = 0;
        for (var i = 0; i < members.Count; i++)
        {
            for (var j = i + 1; j < members.Count; j++)
            {
                var isOneFamily = members[i].Family.Length > 0 && members[i].Family == members[j].Family;
                sum += isOneFamily ? limits.SameFamilyCorrelation : limits.OtherFamilyCorrelation;
                pairs++;
            }
        }

        return sum / Math.Max(pairs, 1);
    }
}
