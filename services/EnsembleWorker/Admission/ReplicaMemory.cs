using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>What is known of a replica's memory: what is in it, what models take, and how many were there together.</summary>
internal sealed record ReplicaMemory
{
    /// <summary>Models that are remembered; a replica that shows ever new names must not fill ours.</summary>
    private const int MaxModels = 4_096;

    /// <summary>Ollama puts a further model beside others only when it fits into this share of what is free.</summary>
    private const double UsableShare = 0.8;

    private static readonly StringComparer _names = StringComparer.OrdinalIgnoreCase;

    /// <summary>Never looked at, or nobody may steer it: everything counts as being there.</summary>
    public static readonly ReplicaMemory Unknown = new();

    /// <summary>True once a look has shown what is in memory.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Memory of its cards; 0 while unknown.</summary>
    public long CapacityBytes { get; init; }

    public ImmutableDictionary<string, ResidentModel> Resident { get; init; } =
        ImmutableDictionary<string, ResidentModel>.Empty.WithComparers(_names);

    /// <summary>Bytes that models took when they were in memory last.</summary>
    public ImmutableDictionary<string, long> Sizes { get; init; } =
        ImmutableDictionary<string, long>.Empty.WithComparers(_names);

    public ImmutableDictionary<string, TimeSpan> LoadTimes { get; init; } =
        ImmutableDictionary<string, TimeSpan>.Empty.WithComparers(_names);

    /// <summary>The largest contexts that calls have made models be loaded with, and when.</summary>
    public ImmutableDictionary<string, (int Tokens, DateTimeOffset At)> Contexts { get; init; } =
        ImmutableDictionary<string, (int Tokens, DateTimeOffset At)>.Empty.WithComparers(_names);

    /// <summary>The most models that were ever seen in memory together.</summary>
    public int MostTogether { get; init; }

    /// <summary>So many did not hold together although their bytes would have: the replica has a limit of its own.</summary>
    public int? TooMany { get; init; }

    /// <summary>Models that are to be in memory at the next look, unless the last load displaced one that it should not have.</summary>
    public ImmutableHashSet<string>? Expected { get; init; }

    /// <summary>True when the call can run without a load.</summary>
    public bool Holds(CallWish wish) =>
        !IsSeen
        || wish.Model.Length == 0
        || (Resident.TryGetValue(wish.Model, out var model) && model.Holds(wish.ContextTokens));

    public TimeSpan LoadTimeOf(string model, TimeSpan guess) => LoadTimes.GetValueOrDefault(model, guess);

    /// <summary>The context to load a model with; null leaves it to the replica.</summary>
    /// <param name="wanted">By those who wait for it.</param>
    /// <param name="since">What was wanted before then is forgotten.</param>
    public int? ContextFor(string model, int? wanted, DateTimeOffset since) =>
        Contexts.TryGetValue(model, out var remembered) && remembered.At > since && !(wanted > remembered.Tokens)
            ? remembered.Tokens
            : wanted;

    /// <summary>True when a model fits beside these, as far as is known; when nothing is, as many fit as were ever seen.</summary>
    /// <param name="bytes">What it takes; 0 while unknown.</param>
    public bool Fits(string model, long bytes, IReadOnlyCollection<string> beside)
    {
        if (beside.Count == 0)
        {
            return true;
        }

        if (beside.Count + 1 >= TooMany)
        {
            return false;
        }

        bytes = Sizes.GetValueOrDefault(model, bytes);
        var taken = beside.Select(other => Resident[other].Bytes).ToList();
        return CapacityBytes > 0 && bytes > 0 && taken.TrueForAll(taking => taking > 0)
            ? bytes <= UsableShare * (CapacityBytes - taken.Sum())
            : beside.Count < MostTogether;
    }

    public ReplicaMemory Use(string model, DateTimeOffset now) =>
        Resident.TryGetValue(model, out var used)
            ? this with
            {
                Resident = Resident.SetItem(model, used with { LastUsed = now }),
            }
            : this;

    /// <summary>A load has ended well: its model is there, and what made room for it is not, until a look shows that it is.</summary>
    public ReplicaMemory Loaded(LoadUnderWay load, int contextTokens, DateTimeOffset now)
    {
        var took = now - load.Since;
        var time = LoadTimes.TryGetValue(load.Model, out var before) ? (before + took) / 2 : took;
        var resident = Resident.SetItem(
            load.Model,
            new ResidentModel(contextTokens, Sizes.GetValueOrDefault(load.Model), now, now)
            {
                Asked = load.ContextTokens,
                LoadTook = took,
            }
        );
        return this with
        {
            Resident = resident,
            LoadTimes = LoadTimes.Count < MaxModels ? LoadTimes.SetItem(load.Model, time) : LoadTimes,
            // What was only remembered is not remembered for longer because of that.
            Contexts =
                load.Wanted > 0 && load.Wanted == load.ContextTokens && Contexts.Count < MaxModels
                    ? Contexts.SetItem(load.Model, (load.Wanted, now))
                    : Contexts,
            Expected = load.HadRoom ? [.. resident.Keys] : null,
        };
    }

    /// <param name="leaving">Models that are being loaded or displaced: what a look shows of them is not to be relied on.</param>
    public ReplicaMemory Look(
        IReadOnlyList<SeenResident> seen,
        long capacityBytes,
        IReadOnlySet<string> leaving,
        DateTimeOffset now
    )
    {
        var resident = Resident.Clear();
        foreach (var one in seen.Where(one => !leaving.Contains(one.Model)).Take(MaxModels))
        {
            resident = resident.SetItem(one.Model, Seen(one, now));
        }

        var sizes = Sizes.SetItems(
            seen.Where(one => one.Bytes > 0).Select(one => KeyValuePair.Create(one.Model, one.Bytes))
        );
        var isDisplaced = Expected is { } expected && !expected.IsSubsetOf(resident.Keys);
        return this with
        {
            IsSeen = true,
            CapacityBytes = capacityBytes,
            Resident = resident,
            Sizes = sizes.Count <= MaxModels ? sizes : Sizes.Clear(),
            MostTogether = Math.Max(MostTogether, resident.Count),
            TooMany =
                isDisplaced ? resident.Count + 1
                : resident.Count >= TooMany ? null
                : TooMany,
            Expected = null,
        };
    }

    private ResidentModel Seen(SeenResident seen, DateTimeOffset now) =>
        Resident.TryGetValue(seen.Model, out var before)
            ? before with
            {
                ContextTokens = seen.ContextTokens,
                Bytes = seen.Bytes,
                Asked = before.ContextTokens == seen.ContextTokens ? before.Asked : 0,
            }
            // Nobody knows when it was loaded: long ago, so that it has no claim to stay.
            : new ResidentModel(seen.ContextTokens, seen.Bytes, DateTimeOffset.MinValue, now);
}
