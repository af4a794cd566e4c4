using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Cli.Simulate.Runs;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>
/// The result for programs. Names never change; what never happened (an infinite time) and what there is no figure for is
/// null. Nothing in it depends on the machine or the moment.
/// </summary>
internal sealed class ResultJson(JsonFigures json)
{
    public static string Write(SimulationResult result)
    {
        using var json = new JsonFigures();
        new ResultJson(json).WriteAll(result);
        return json.Text();
    }

    private void WriteAll(SimulationResult result)
    {
        var request = result.Request;
        json.Object(() =>
        {
            json.Value("simulated", value: true);
            json.Value("notice", SimulationReport.Notice);
            json.Array("seeds", request.Seeds, seed => json.Number(seed));
            json.Value("focus_policy", request.Focus.Name);
            json.Array("cases", result.Cases, one => Case(request, one));
            json.Array("comparisons", AdditionComparison.Sentences(result), json.Item);
        });
    }

    private void Case(SimulationRequest request, CaseResult one) =>
        json.Object(() =>
        {
            json.Object("fleet", () => Fleet(request, one.Case));
            json.Object("workload", () => Workload(request, one.Case));
            var offered = one.Case.Offered;
            json.Value("asked_load", offered.AskedLoad is { Unit: LoadUnit.Ideal } ideal ? ideal.Value : null);
            json.Value("asked_capacity", offered.AskedLoad is { Unit: LoadUnit.Capacity } part ? part.Value : null);
            json.Value("capacity_load", offered.Capacity);
            json.Value("load", one.Case.Load);
            json.Value("offered_tokens_per_s", one.Case.Offered.TokensPerSecond);
            json.Value("ideal_tokens_per_s", one.Case.Ideal.TokensPerSecond);
            json.Array("unloadable_models", one.Case.UnloadableModels, json.Item);
            json.Array("policies", one.Policies, policy => Policy(request, policy));
            json.Array(
                "ratios",
                one.Policies.Where(policy => policy.Policy != request.Focus),
                policy => Ratios(one.Of(request.Focus), policy)
            );
            json.Object("bound", () => Bound(one));
        });

    private void Fleet(SimulationRequest request, SimulationCase one)
    {
        json.Value("name", one.Fleet.Name);
        json.Value("hosts", one.Fleet.Hosts.Length);
        json.Value("models", one.Fleet.ModelNames.Length);
        json.Value("vram_bytes", one.Fleet.Hosts.Sum(host => host.Config.VramBytes));
        json.Array("added_hosts", one.Fleet.Hosts.Skip(request.Fleet.Hosts.Length), Host);
    }

    private void Host(FleetHost host) =>
        json.Object(() =>
        {
            json.Value("name", host.Name);
            json.Value("gpus", host.Machine);
        });

    private void Workload(SimulationRequest request, SimulationCase one)
    {
        var facts = one.Offered.Facts;
        json.Value("name", one.Offered.Workload.Name);
        json.Value("mix", request.Workload.Mix);
        json.Value("requests", facts.Requests);
        json.Value("duration_s", facts.Duration.TotalSeconds);
        json.Value("input_tokens_mean", facts.InputTokensMean);
        json.Value("output_tokens_mean", facts.OutputTokensMean);
        json.Value("arrival_cv", facts.ArrivalCv);
        json.Value("rate_scale", one.Offered.RateScale);
        json.Value("token_scale", request.Workload.TokenScale);
        json.Value("deadline_first_token_s", one.Offered.Workload.Deadline?.FirstToken.TotalSeconds);
        json.Value("deadline_total_s", one.Offered.Workload.Deadline?.Total.TotalSeconds);
    }

    private void Policy(SimulationRequest request, PolicyResult policy) =>
        json.Object(() =>
        {
            json.Value("name", policy.Policy.Name);
            json.Object("median", () => json.Figures(figure => figure.Median(policy.Seeds)));
            json.Object("worst", () => json.Figures(figure => figure.Worst(policy.Seeds)));
            json.Array("seeds", request.Seeds.Zip(policy.Seeds), seed => json.Seed(seed.First, seed.Second));
        });

    private void Ratios(PolicyResult own, PolicyResult other) =>
        json.Object(() =>
        {
            json.Value("over", other.Policy.Name);
            json.Object("median", () => Ratios(figure => FigureRatio.Median(figure, own, other)));
            json.Object("worst", () => Ratios(figure => FigureRatio.Worst(figure, own, other)));
        });

    private void Ratios(Func<Figure, double?> ratio)
    {
        foreach (var figure in FigureList.Compared)
        {
            json.Value(figure.Field, ratio(figure));
        }
    }

    private void Bound(CaseResult one)
    {
        foreach (var figure in FigureList.All.Where(figure => figure.Median(one.Bounds) is not null))
        {
            json.Value(figure.Field, figure.Median(one.Bounds));
        }
    }
}
