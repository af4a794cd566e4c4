using System.Globalization;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>Says in plain words what added hosts change: the answer to "would a third 24 GB host help?".</summary>
internal static class AdditionComparison
{
    /// <summary>A change of the slow requests' first token that is called one.</summary>
    private const double Notable = 0.1;

    /// <summary>A change of the share of requests in time that is called one.</summary>
    private const double NotableShare = 0.01;

    public static IEnumerable<string> Sentences(SimulationResult result) =>
        result.Request.Extended is null
            ? []
            : result.Cases.Chunk(2).Select(pair => Sentence(result.Request, pair[0], pair[1]));

    public static string Said(FleetHost host) => $"{host.Name} ({Gpus(host)})";

    public static string Gpus(FleetHost host) =>
        host.Config.Gpus.IsEmpty
            ? "CPU only"
            : $"{string.Join(" + ", host.Config.Gpus.Select(gpu => gpu.Name))}, {host.Config.VramBytes >> 30} GB";

    public static string Sentence(SimulationRequest request, CaseResult without, CaseResult with)
    {
        var added = string.Join(", ", with.Case.Fleet.Hosts.Skip(request.Fleet.Hosts.Length).Select(Said));
        var policy = request.Focus;
        return Text(
                $"With {added} at load {without.Case.Load:0.00}, under {policy.Name}: {Verdict(policy, without, with)} "
            )
            + string.Join("; ", Changes(policy, without, with))
            + ".";
    }

    private static string Verdict(PolicyKind policy, CaseResult without, CaseResult with)
    {
        var (before, after) = Both(FigureList.Goodput, policy, without, with);
        var slow = FigureList.Waiting[1];
        var (slowBefore, slowAfter) = Both(slow, policy, without, with);
        var isBetter = after - before > NotableShare || slowAfter < slowBefore * (1 - Notable);
        var isWorse = before - after > NotableShare || slowAfter > slowBefore * (1 + Notable);
        return (isBetter, isWorse) switch
        {
            (true, false) => "it helps:",
            (false, true) => "it makes things worse:",
            (true, true) => "it helps some and hurts others:",
            _ => "it makes little difference:",
        };
    }

    private static IEnumerable<string> Changes(PolicyKind policy, CaseResult without, CaseResult with)
    {
        string Change(string what, Figure figure)
        {
            var (before, after) = Both(figure, policy, without, with);
            var (was, now) = (Shown(figure, before), Shown(figure, after));
            return was == now ? $"{what} {now} as before" : $"{what} {now} instead of {was}";
        }

        yield return Change("half of the first tokens come within", FigureList.Waiting[0]);
        yield return Change("95 % within", FigureList.Waiting[1]);
        if (without.Case.Offered.Workload.Deadline is { } deadline)
        {
            var limit = $"{HumaneDuration.Of(deadline.FirstToken)} and {HumaneDuration.Of(deadline.Total)}";
            yield return Change($"answers in time (first token and all of it within {limit})", FigureList.Goodput);
        }

        yield return Change("refused", FigureList.RefusedShare);
        yield return Change("tokens/s", FigureList.TokensPerSecond);
    }

    private static string Shown(Figure figure, double? value) => value is { } known ? figure.Show(known) : "–";

    private static (double? Before, double? After) Both(
        Figure figure,
        PolicyKind policy,
        CaseResult without,
        CaseResult with
    ) => (figure.Median(without.Of(policy).Seeds), figure.Median(with.Of(policy).Seeds));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
