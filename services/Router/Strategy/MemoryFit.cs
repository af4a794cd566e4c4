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
            MemberHome? best = null;
            foreach (var home in member.Homes)
            {
                if (Room(home, used) >= home.Bytes && (best is null || Room(home, used) > Room(best, used)))
                {
                    best = home;
                }
            }

            if (best is null)
            {
                return false;
            }

            used[best.Replica] = used.GetValueOrDefault(best.Replica) + best.Bytes;
        }

        return true;
    }

    private static ulong Need(StrategyMember member) => member.Homes.Max(home => (ulong?)home.Bytes) ?? 0;

    private static double Room(MemberHome home, Dictionary<string, double> used) =>
        home.VramBytes == 0 ? double.MaxValue : (UsableShare * home.VramBytes) - used.GetValueOrDefault(home.Replica);
}
