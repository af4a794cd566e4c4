using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orchestrator.Router.Selection;

/// <summary>
/// The beginnings of the prompts that this router has sent where: a replica keeps the last prompt of each slot of a model in
/// its cache, and what a new prompt shares with it need not be evaluated again. Pure.
/// </summary>
internal sealed record PrefixBook(ImmutableDictionary<PrefixPlace, PrefixShelf> Places)
{
    public static readonly PrefixBook Empty = new(ImmutableDictionary<PrefixPlace, PrefixShelf>.Empty);

    /// <param name="slots">Prompts that the place keeps.</param>
    /// <param name="limit">Places that are remembered; above it those that were used least lately are forgotten.</param>
    public PrefixBook Sent(PrefixPlace place, IReadOnlyList<ulong> prefix, int slots, DateTimeOffset now, int limit)
    {
        if (prefix.Count == 0 || limit == 0)
        {
            return this;
        }

        var shelf = Places.TryGetValue(place, out var known) ? known : PrefixShelf.Empty;
        var places = Places.SetItem(place, shelf.With(prefix, slots, now));
        return new PrefixBook(places.Count > limit ? places.RemoveRange(Oldest(places, limit)) : places);
    }

    /// <returns>Blocks of the prompt, from its first, that the place is expected to have.</returns>
    public int Shared(PrefixPlace place, IReadOnlyList<ulong> prefix) =>
        prefix.Count > 0 && Places.TryGetValue(place, out var shelf) ? shelf.Shared(prefix) : 0;

    /// <summary>Places that no longer have the model, or are gone, are forgotten.</summary>
    public PrefixBook Without(Func<PrefixPlace, bool> isGone)
    {
        var gone = Places.Keys.Where(isGone).ToList();
        return gone.Count == 0 ? this : new PrefixBook(Places.RemoveRange(gone));
    }

    // A tenth at once, so that not every choice has to look for the oldest one.
    private static List<PrefixPlace> Oldest(ImmutableDictionary<PrefixPlace, PrefixShelf> places, int limit) =>
        [
            .. places
                .OrderBy(place => place.Value.UsedAt)
                .Take(places.Count - limit + (limit / 10))
                .Select(place => place.Key),
        ];
}

/// <param name="Model">Its key.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PrefixPlace(string Replica, string Model);

/// <summary>The prompts that one place keeps, the newest last.</summary>
internal sealed record PrefixShelf(ImmutableArray<ulong[]> Prompts, DateTimeOffset UsedAt)
{
    public static readonly PrefixShelf Empty = new([], default);

    /// <summary>As Ollama does it: the prompt takes the slot that shares most with it, else the one used least lately.</summary>
    public PrefixShelf With(IReadOnlyList<ulong> prefix, int slots, DateTimeOffset now)
    {
        var (best, most) = (-1, 0);
        for (var i = 0; i < Prompts.Length; i++)
        {
            var shared = Shared(Prompts[i], prefix);
            (best, most) = shared > most ? (i, shared) : (best, most);
        }

        var prompts = best >= 0 ? Prompts.RemoveAt(best) : Prompts;
        prompts = prompts.Length >= slots ? prompts.RemoveRange(0, prompts.Length - slots + 1) : prompts;
        return new PrefixShelf(prompts.Add([.. prefix]), now);
    }

    public int Shared(IReadOnlyList<ulong> prefix)
    {
        var most = 0;
        foreach (var prompt in Prompts)
        {
            most = Math.Max(most, Shared(prompt, prefix));
        }

        return most;
    }

    // The hashes are cumulative: where two are equal, all before are.
    private static int Shared(ulong[] prompt, IReadOnlyList<ulong> prefix)
    {
        var (low, high) = (0, Math.Min(prompt.Length, prefix.Count));
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = prompt[middle - 1] == prefix[middle - 1] ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
