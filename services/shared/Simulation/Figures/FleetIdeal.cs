using System.Collections.Immutable;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Figures;

/// <summary>
/// What a fleet could do for a mix of requests if every model were warm on every host that has it, no model were ever
/// loaded, and all slots were busy that pay. Nothing does more, apart from prompts that are in a cache.
/// </summary>
/// <remarks>
/// A request of model m costs c(m,h) seconds of host h: its mean prompt and answer tokens by
/// <see cref="ModelCost.HostSeconds"/>. With z(m,h) the part of host h's time that goes to model m, and s(m) the share
/// of m in the requests, the ideal is the linear program
/// <code>
/// maximise θ   subject to   Σ_m z(m,h) ≤ 1 for each host,   Σ_h z(m,h)/c(m,h) ≥ θ·s(m) for each model,   z ≥ 0,
/// </code>
/// in requests per second, times the mean tokens of a request. It is solved exactly, with equal hosts as one. Every
/// policy's long-run rates satisfy the constraints, so that θ is an upper bound; that one runner cannot use all GPUs of
/// a host with several, and that models must fit into memory together, is left out, so that it need not be reached.
/// Its dual prices hosts: the fleet is then worth as much as one machine, see <see cref="Bounds.RelaxationBound"/>.
/// </remarks>
public sealed record FleetIdeal
{
    /// <summary>Of the mix as a whole; 0 when no host has any of its models.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>Prompt and answer tokens.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>What a second of each host is worth for the mix, relative to each other; they sum up to 1.</summary>
    public required ImmutableArray<double> HostPrices { get; init; }

    /// <summary>For the models and the mean lengths that a workload turned out to have.</summary>
    public static FleetIdeal Of(Fleet fleet, WorkloadFacts facts) =>
        Of(
            fleet,
            facts.Models.Select(model => new ModelShare(
                model.Key,
                model.Value.Requests,
                (double)model.Value.InputTokens / model.Value.Requests,
                (double)model.Value.OutputTokens / model.Value.Requests
            ))
        );

    /// <returns>Prompt and answer tokens per second up to the last arrival; 0 when all come at once.</returns>
    public static double OfferedTokensPerSecond(WorkloadFacts facts) =>
        facts.RequestsPerSecond * (facts.InputTokensMean + facts.OutputTokensMean);

    /// <param name="mix">Models that no host can load are left out: nothing of them is ever served.</param>
    public static FleetIdeal Of(Fleet fleet, IEnumerable<ModelShare> mix) => Of(new FleetCosts(fleet), mix);

    public static FleetIdeal Of(FleetCosts costs, IEnumerable<ModelShare> mix)
    {
        var models = mix.Where(model => model.Share > 0 && !costs.Of(model.Model).IsEmpty).ToArray();
        if (models.Length == 0)
        {
            return new FleetIdeal
            {
                RequestsPerSecond = 0,
                TokensPerSecond = 0,
                HostPrices = [.. Enumerable.Repeat(1.0 / Math.Max(1, costs.HostCount), costs.HostCount)],
            };
        }

        var shares = models.Sum(model => model.Share);
        var tokens = models.Sum(model => model.Share * (model.PromptTokens + model.AnswerTokens)) / shares;
        var (rate, prices) = IdealProgram.Solve(costs, models);
        return new FleetIdeal
        {
            RequestsPerSecond = rate,
            TokensPerSecond = rate * tokens,
            HostPrices = prices,
        };
    }

    /// <summary>Offered tokens per second ÷ what the fleet could do.</summary>
    public double Load(double offeredTokensPerSecond) =>
        TokensPerSecond > 0 ? offeredTokensPerSecond / TokensPerSecond : double.PositiveInfinity;

    /// <summary>By how much a workload's rate must be multiplied so that it is a load of <paramref name="load"/>.</summary>
    /// <param name="offeredTokensPerSecond">Of the workload as it is.</param>
    public double RateScale(double load, double offeredTokensPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(offeredTokensPerSecond);
        return load * TokensPerSecond / offeredTokensPerSecond;
    }
}
