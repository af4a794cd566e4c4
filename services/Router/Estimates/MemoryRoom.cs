using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Estimates;

/// <summary>Which models have to leave a replica's memory for another one, as its owner would choose.</summary>
internal static class MemoryRoom
{
    /// <summary>
    /// What is not planned goes first, then what is idle, then by name: the order of owners, and that of Ollama among models with
    /// the same keep_alive. Where the memory is not known, one has to go.
    /// </summary>
    /// <param name="residents">What is in memory, in this order.</param>
    /// <param name="bytes">That the new one needs.</param>
    /// <param name="freeShare">Of the free memory that it may take.</param>
    /// <returns>How many of them leave, from the first.</returns>
    public static int Victims(ReplicaSnapshot replica, ReadOnlySpan<Resident> residents, double bytes, double freeShare)
    {
        if (replica.VramBytes == 0)
        {
            return Math.Min(1, residents.Length);
        }

        double used = 0;
        foreach (ref readonly var resident in residents)
        {
            used += resident.Bytes;
        }

        var victims = 0;
        while (victims < residents.Length && bytes > freeShare * (replica.VramBytes - used))
        {
            used -= residents[victims++].Bytes;
        }

        return victims;
    }
}
