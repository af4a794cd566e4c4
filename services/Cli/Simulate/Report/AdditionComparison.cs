using System.Collections.Immutable;
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

    /// <summary>Added hosts that are named; a sentence with hundreds is not read.</summary>
    private const int NamedMax = 4;

    public static IEnumerable<string> Sentences(SimulationResult result) =>
        result.Request.Extended is null
            ? []
            : result.Cases.Chunk(2).Select(pair => Sentence(result.Request, pair[0], pair[1]));

    public static string Said(ImmutableArray<FleetHost> hosts)
    {
        var named = string.Join(", ", hosts.Take(NamedMax).Select(host => $"{host.Name} ({Gpus(host)})"));
        return hosts.Length > NamedMax ? $"{named} and {hosts.Length - NamedMax} more" : named;
    }

    public static string Gpus(FleetHost host) =>
        host.Config.Gpus.IsEmpty
            ? "CPU only"
            : $"{string.Join(" + ", host.Config.Gpus.Select(gpu => gpu.Name))}, {host.Config.VramBytes >> 30} GB";

    public static string Sentence(SimulationRequest request, CaseResult without, CaseResult with)
    {
        var added = Said(with.Case.Fleet.Hosts[request.Fleet.Hosts.Length..]);
        var policy = request.Focus;
        return Text(
                $"With {added} at load {without.Case.Load:0.00}, under {policy.Name}: {Verdict(policy, without, with)} "
            )
            + string.Join("; ", Changes(policy, without, with).Append(Use(policy, without, with)))
            + $". {Chance(policy, without, with)}";
    }

    private static string Verdict(PolicyKind policy, CaseResult without, CaseResult with)
    {
        // Another host changes when reports come and who wins a tie, so that figures differ even where nobody asks it.
        if (AnswersOfAdded(policy, without, with) == 0)
        {
            return "it is not used, and what differs is chance:";
        }

        var changes = new[]
        {
            Worse(FigureList.Goodput, NotableShare),
            Worse(FigureList.RefusedShare, NotableShare),
            Later(FigureList.Waiting[1]),
        };
        return (changes.Any(change => change < 0), changes.Any(change => change > 0)) switch
        {
            (true, false) => IsRefusing() ? "it helps, but is not enough:" : "it helps:",
            (false, true) => "it makes things worse:",
            (true, true) => "it helps some and hurts others:",
            _ => "it makes little difference:",
        };

        // 1 is worse and -1 better.
        int Worse(Figure figure, double notable)
        {
            var (before, after) = Both(figure, policy, without, with);
            var more = (after - before) ?? 0;
            return Math.Abs(more) <= notable ? 0
                : more > 0 == figure.IsMoreBetter ? -1
                : 1;
        }

        // "Never" on both sides is no change.
        int Later(Figure figure)
        {
            var (before, after) = Both(figure, policy, without, with);
            return after > before * (1 + Notable) ? 1
                : after < before * (1 - Notable) ? -1
                : 0;
        }

        bool IsRefusing() => Both(FigureList.RefusedShare, policy, without, with).After > NotableShare;
    }

    private static IEnumerable<string> Changes(PolicyKind policy, CaseResult without, CaseResult with)
    {
        string Change(string what, Figure figure)
        {
            var (before, after) = Both(figure, policy, without, with);
            var (was, now) = (Shown(figure, before), Shown(figure, after));
            return was == now ? $"{what} {now} as before" : $"{what} {now} instead of {was}";
        }

        yield return Change("time to the first token p50", FigureList.Waiting[0]);
        yield return Change("p95", FigureList.Waiting[1]);
        if (without.Case.Offered.Workload.Deadline is { } deadline)
        {
            var limit = $"{HumaneDuration.Of(deadline.FirstToken)} and {HumaneDuration.Of(deadline.Total)}";
            yield return Change($"answers in time (first token and all of it within {limit})", FigureList.Goodput);
        }

        yield return Change("refused", FigureList.RefusedShare);
        yield return Change("tokens/s", FigureList.TokensPerSecond);
    }

    // An operator who hears of no change wants to know whether the new host was idle.
    private static string Use(PolicyKind policy, CaseResult without, CaseResult with)
    {
        var answers = AnswersOfAdded(policy, without, with);
        var share = (double)answers / Math.Max(1, with.Of(policy).Seeds.Sum(seed => seed.Completed));
        var isOne = with.Case.Fleet.Hosts.Length == without.Case.Fleet.Hosts.Length + 1;
        var who = isOne ? "the added host" : "the added hosts";
        return answers == 0 ? $"{who} answered nothing" : $"{who} gave {FigureList.Percent(share)} of the answers";
    }

    private static long AnswersOfAdded(PolicyKind policy, CaseResult without, CaseResult with) =>
        with.Of(policy).Seeds.Sum(seed => seed.Hosts.Skip(without.Case.Fleet.Hosts.Length).Sum(host => host.Completed));

    // One draw of requests can be kind to either fleet.
    private static string Chance(PolicyKind policy, CaseResult without, CaseResult with)
    {
        var slow = FigureList.Waiting[1];
        var pairs = without.Of(policy).Seeds.Zip(with.Of(policy).Seeds).ToList();
        var sooner = pairs.Count(pair => slow.Of(pair.Second) < slow.Of(pair.First));
        return pairs.Count == 1
            ? "This is one seed: --seeds 10 tells what is chance."
            : Text($"These are medians; the first token of 95 % came sooner in {sooner} of {pairs.Count} seeds.");
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
