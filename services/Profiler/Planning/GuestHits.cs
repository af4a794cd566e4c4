namespace Orchestrator.Profiler.Planning;

/// <summary>
/// How often models that take turns in a space are found there: Che's approximation (Che, Tung and Wang, "Hierarchical Web
/// caching systems", IEEE JSAC 20, 2002) with sizes. A model is there when it was called within the last T seconds, T being
/// such that the space is just full; keep_alive bounds T.
/// </summary>
internal static class GuestHits
{
    // To a few thousandths of a second of a keep_alive of minutes.
    private const int Halvings = 16;

    // However often it is called: what nobody foresees may take a guest's space at any time, and takes no resident's.
    private const double ShareMax = 0.95;

    /// <returns>T, in seconds; 0 when nothing fits.</returns>
    /// <param name="guests">Calls per second and bytes of each.</param>
    /// <param name="space">Bytes.</param>
    /// <param name="keepAlive">Seconds.</param>
    public static double Stay(IReadOnlyList<(double Rate, long Bytes)> guests, double space, double keepAlive)
    {
        if (Used(guests, keepAlive) <= space)
        {
            return keepAlive;
        }

        var (low, high) = (0.0, keepAlive);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Used(guests, middle) <= space ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <returns>Share of its calls that find it in memory.</returns>
    public static double Share(double rate, double stay) => ShareMax * There(rate, stay);

    private static double Used(IReadOnlyList<(double Rate, long Bytes)> guests, double stay)
    {
        var used = 0.0;
        for (var i = 0; i < guests.Count; i++)
        {
            used += guests[i].Bytes * There(guests[i].Rate, stay);
        }

        return used;
    }

    private static double There(double rate, double stay) => 1 - Math.Exp(-rate * stay);
}
