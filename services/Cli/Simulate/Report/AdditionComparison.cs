using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>Says in plain words what added hosts change: the answer to "would a third 24 GB host help?".</summary>
internal static class AdditionComparison
{
    /// <summary>Added hosts that are named; a sentence with hundreds is not read.</summary>
    private const int NamedMax = 4;

    public static IEnumerable<string> Sentences(SimulationResult result) =>
        result.Request.Extended is null
            ? []
            : result
                .Cases.Chunk(2)
                .Select(cases => Sentence(new AdditionPair(result.Request.Focus, cases[0], cases[1])));

    public static string Said(ImmutableArray<FleetHost> hosts)
    {
        var named = string.Join(", ", hosts.Take(NamedMax).Select(host => $"{host.Name} ({host.Machine})"));
        return hosts.Length > NamedMax ? $"{named} and {hosts.Length - NamedMax} more" : named;
    }

    private static string Sentence(AdditionPair pair)
    {
        var load = Text($"at load {pair.Without.Case.Load:0.00}, under {pair.Policy.Name}");
        var changes = string.Join("; ", Changes(pair).Append(Use(pair)));
        return $"With {Said(pair.Added)} {load}: {AdditionVerdict.Of(pair)} {changes}. {Chance(pair)}";
    }

    private static IEnumerable<string> Changes(AdditionPair pair)
    {
        yield return Change(pair, "time to the first token p50", FigureList.Waiting[0]);
        yield return Change(pair, "p95", FigureList.Waiting[1]);
        if (pair.Without.Case.Offered.Workload.Deadline is { } deadline)
        {
            var limit = $"{HumaneDuration.Of(deadline.FirstToken)} and {HumaneDuration.Of(deadline.Total)}";
            yield return Change(
                pair,
                $"answers in time (first token and all of it within {limit})",
                FigureList.Goodput
            );
        }

        yield return Change(pair, "refused", FigureList.RefusedShare);
        yield return Change(pair, "tokens/s", FigureList.TokensPerSecond);
    }

    private static string Change(AdditionPair pair, string what, Figure figure)
    {
        var (before, after) = pair.Both(figure);
        var (was, now) = (Shown(figure, before), Shown(figure, after));
        return was == now ? $"{what} {now} as before" : $"{what} {now} instead of {was}";
    }

    private static string Shown(Figure figure, double? value) => value is { } known ? figure.Show(known) : "–";

    // An operator who hears of no change wants to know whether the new host was idle.
    private static string Use(AdditionPair pair)
    {
        var who = pair.Added.Length == 1 ? "the added host" : "the added hosts";
        return pair.AnswersOfAdded == 0
            ? $"{who} answered nothing"
            : $"{who} gave {FigureList.Percent((double)pair.AnswersOfAdded / pair.Answers)} of the answers";
    }

    // One draw of requests can be kind to either fleet.
    private static string Chance(AdditionPair pair) =>
        pair.Seeds == 1
            ? "This is one seed: --seeds 10 tells what is chance."
            : Text(
                $"These are medians; better in {pair.BetterSeeds} of {pair.Seeds} seeds, by p95 or, where that is never, by refusals."
            );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
