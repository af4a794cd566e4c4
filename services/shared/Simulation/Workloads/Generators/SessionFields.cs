using Orchestrator.Files;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Workloads.Mixes;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>Reads the conversations of a generated workload.</summary>
internal static class SessionFields
{
    private const int TurnsMaxDefault = 50;
    private const int BlockTokensDefault = 64;
    private const int TokensMaxDefault = 8192;
    private const double ThinkSigmaDefault = 0.8;
    private static readonly TimeSpan _thinkMaxDefault = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _thinkMax = TimeSpan.FromDays(1);

    /// <param name="peakRate">Requests per second.</param>
    public static Sessions? Read(YamlField field, double peakRate)
    {
        if (field.Fields("turns", "turns_max", "think_time", "block_tokens", "tokens_max") is not { } fields)
        {
            return null;
        }

        var turnsMax = fields["turns_max"].Whole(1, WorkloadLimits.TurnsMax) ?? TurnsMaxDefault;
        var sessions = new Sessions(
            fields["turns"].Needed().Number(1, WorkloadLimits.TurnsMax) ?? 1,
            turnsMax,
            ThinkTime(fields["think_time"].Needed()),
            fields["block_tokens"].Whole(1, WorkloadLimits.BlockTokensMax) ?? BlockTokensDefault,
            fields["tokens_max"].Whole(1, TraceLimits.TokensMax) ?? TokensMaxDefault
        );
        var open = peakRate / sessions.TurnsMean * turnsMax * sessions.ThinkTime.Max / 1000;
        if (open > WorkloadLimits.OpenSessionsMax)
        {
            field.Problem(
                $"up to {open:0} conversations could be open at once, and at most {WorkloadLimits.OpenSessionsMax} are allowed: "
                    + "lower 'rate', 'turns_max' or the 'max' of 'think_time'"
            );
        }

        return sessions;
    }

    private static TokenLengths ThinkTime(YamlField field)
    {
        var fields = field.Fields("median", "sigma", "max");
        var median =
            fields?["median"].Needed().Duration(TimeSpan.FromMilliseconds(1), _thinkMax) ?? TimeSpan.FromSeconds(1);
        var max = fields?["max"].Duration(TimeSpan.FromMilliseconds(1), _thinkMax) ?? _thinkMaxDefault;
        if (median > max)
        {
            fields?["median"].Problem("is above 'max'");
        }

        return new TokenLengths(
            (int)median.TotalMilliseconds,
            fields?["sigma"].Number(0, MixLimits.SigmaMax) ?? ThinkSigmaDefault,
            (int)max.TotalMilliseconds
        );
    }
}
