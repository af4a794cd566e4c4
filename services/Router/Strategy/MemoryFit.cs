namespace Orchestrator.Router.Strategy;

/// <summary>Whether the members of a strategy can be in the fleet's memory together.</summary>
internal static class MemoryFit
{
    /// <summary>Part of a replica's memory that models get; the rest is the driver's and what grows with use.</summary>
    private const double UsableShare = 0.9;

    /// <summary>
    /// Members find their places in turn, the largest first, each where most room is left. What is in memory now does not
    /// count: it goes when it has to. Where a figure is unknown nothing forbids.
    /// </summary>
    public static bool FitTogether(IReadOnlyList<StrategyMember> members)
    {
        var used = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var member in members.OrderByDescending(Need))
        {
            var best = Roomiest(member.Homes, used);
            if (best < 0)
            {
                return false;
            }

            var home = member.Homes[best];
            used[home.Replica] = used.GetValueOrDefault(home.Replica) + home.Bytes;
        }

        return true;
    }

    /// <returns>The place of the home with most room that takes the member; -1 when none does.</returns>
    private static int Roomiest(IReadOnlyList<MemberHome> homes, Dictionary<string, double> used)
    {
        var (best, most) = (-1, double.NegativeInfinity);
        for (var i = 0; i < homes.Count; i++)
        {
            var home = homes[i];
            var room = home.VramBytes == 0 ? double.MaxValue : UsableShare * home.VramBytes;
            // Most of a large fleet is ruled out before anything has to be looked up.
            if (room >= home.Bytes && room > most)
            {
                room -= home.VramBytes == 0 ? 0 : used.GetValueOrDefault(home.Replica);
                (best, most) = room >= home.Bytes && room > most ? (i, room) : (best, most);
            }
        }

        return best;
    }

    private static ulong Need(StrategyMember member)
    {
        ulong most = 0;
        for (var i = 0; i < member.Homes.Count; i++)
        {
            most = Math.Max(most, member.Homes[i].Bytes);
        }

        return most;
    }
}
