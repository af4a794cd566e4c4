using Orchestrator.Cli.Simulate.Results;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>Whether added hosts help, in a few words.</summary>
internal static class AdditionVerdict
{
    /// <summary>A change of the slow requests' first token that is called one.</summary>
    private const double Notable = 0.1;

    /// <summary>A change of the share of requests in time, or refused, that is called one.</summary>
    private const double NotableShare = 0.01;

    public static string Of(AdditionPair pair)
    {
        // Another host changes when reports come and who wins a tie, so that figures differ even where nobody asks it.
        if (pair.AnswersOfAdded == 0)
        {
            return "it is not used, and what differs is chance:";
        }

        int[] changes =
        [
            Worse(pair, FigureList.Goodput),
            Worse(pair, FigureList.RefusedShare),
            Later(pair, FigureList.Waiting[1]),
        ];
        return (changes.Contains(-1), changes.Contains(1)) switch
        {
            (true, false) => IsRefusing(pair) ? "it helps, but is not enough:" : "it helps:",
            (false, true) => "it makes things worse:",
            (true, true) => "it helps some and hurts others:",
            _ => "it makes little difference:",
        };
    }

    /// <returns>1 is worse and -1 better.</returns>
    private static int Worse(AdditionPair pair, Figure share)
    {
        var (before, after) = pair.Both(share);
        var more = (after - before) ?? 0;
        return Math.Abs(more) <= NotableShare ? 0
            : more > 0 == share.IsMoreBetter ? -1
            : 1;
    }

    // "Never" on both sides is no change.
    private static int Later(AdditionPair pair, Figure time)
    {
        var (before, after) = pair.Both(time);
        return after > before * (1 + Notable) ? 1
            : after < before * (1 - Notable) ? -1
            : 0;
    }

    private static bool IsRefusing(AdditionPair pair) => pair.Both(FigureList.RefusedShare).After > NotableShare;
}
