namespace Orchestrator.Router.Selection;

/// <summary>
/// Where a conversation belongs among replicas that are equally good, by rendezvous hashing (Thaler and Ravishankar, 1998)
/// with bounded load (Mirrokni, Thorup and Zadimoghaddam, 2016): routers that share nothing send it to the same one, which
/// then has it in its cache, and no replica gets more than its share for being popular.
/// </summary>
internal static class Affinity
{
    /// <summary>How much more than the mean of the work a replica may have and still be taken.</summary>
    private const double MostOfMean = 1.25;

    /// <param name="places">Best first.</param>
    /// <param name="near">How many of them, from the first, are equally good.</param>
    /// <returns>Its place among them.</returns>
    public static int Pick(IReadOnlyList<ReplicaPlace> places, int near, IReadOnlyList<ulong> prefix)
    {
        double mean = 0;
        for (var i = 0; i < near; i++)
        {
            mean += places[i].Work / near;
        }

        var (key, best, highest) = (Key(prefix), 0, 0UL);
        for (var i = 0; i < near; i++)
        {
            var place = places[i];
            var own = place.WorkSeconds;
            var weight = Weight(key, place.Entry.Replica.Name);
            if (place.Work + own <= MostOfMean * (mean + own) && weight >= highest)
            {
                (best, highest) = (i, weight);
            }
        }

        return best;
    }

    /// <summary>
    /// What stays the same while a conversation grows, and tells it from others that begin alike: the hash at the last power of
    /// two of its blocks.
    /// </summary>
    private static ulong Key(IReadOnlyList<ulong> prefix)
    {
        var at = 1;
        while (at * 2 <= prefix.Count)
        {
            at *= 2;
        }

        return prefix[at - 1];
    }

    // FNV-1a over the name, then mixed: string hash codes differ from process to process.
    private static ulong Weight(ulong key, string replica)
    {
        var hash = 14695981039346656037 ^ key;
        foreach (var character in replica)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        return Mixing.Of(hash);
    }
}

/// <summary>The last steps of splitmix64: neighbouring numbers come out far apart.</summary>
internal static class Mixing
{
    public static ulong Of(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
