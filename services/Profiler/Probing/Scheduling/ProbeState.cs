using System.Collections.Immutable;

namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>All that the schedule remembers. A value: each step gives a new one.</summary>
internal sealed record ProbeState
{
    public static ProbeState Empty { get; } = new();

    /// <summary>Since when a replica has had nothing to do; those that are busy are not in it.</summary>
    public ImmutableDictionary<string, DateTimeOffset> IdleSince { get; init; } =
        ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>The probe under way on a replica.</summary>
    public ImmutableDictionary<string, Underway> Running { get; init; } = ImmutableDictionary<string, Underway>.Empty;

    /// <summary>Used up on <see cref="Day"/>, per replica.</summary>
    public ImmutableDictionary<string, Spent> Used { get; init; } = ImmutableDictionary<string, Spent>.Empty;

    public DateOnly Day { get; init; }

    public ImmutableDictionary<string, Pause> Pauses { get; init; } = ImmutableDictionary<string, Pause>.Empty;

    /// <summary>When a unit was last finished.</summary>
    public ImmutableDictionary<ProbeUnit, DateTimeOffset> Finished { get; init; } =
        ImmutableDictionary<ProbeUnit, DateTimeOffset>.Empty;

    /// <summary>Units of which some questions were answered.</summary>
    public ImmutableDictionary<ProbeUnit, Progress> Begun { get; init; } =
        ImmutableDictionary<ProbeUnit, Progress>.Empty;

    /// <summary>Stages of the micro-benchmark that were run, per replica and digest.</summary>
    public ImmutableDictionary<(string Replica, string Digest), int> Measured { get; init; } =
        ImmutableDictionary<(string, string), int>.Empty;

    /// <summary>Probes that failed since the last one that was answered, per replica and digest.</summary>
    public ImmutableDictionary<(string Replica, string Digest), int> Failures { get; init; } =
        ImmutableDictionary<(string, string), int>.Empty;

    /// <summary>Digests whose profile somebody asked for, and when: what was finished before counts no more.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Asked { get; init; } =
        ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Speeds that somebody asked for, and when: what was observed before counts no more.</summary>
    public ImmutableDictionary<(string Replica, string Digest), DateTimeOffset> AskedSpeeds { get; init; } =
        ImmutableDictionary<(string, string), DateTimeOffset>.Empty;

    /// <summary>What the store remembered from before this process.</summary>
    public ProbeState Remembering(ProbeHistory history) =>
        this with
        {
            Day = history.Day,
            Used = history.Used,
            Finished = history
                .Scores.GroupBy(score => score.Unit)
                .ToImmutableDictionary(unit => unit.Key, unit => unit.Max(score => score.At)),
        };

    /// <summary>Somebody wants this model probed (again). To be told of the same wish twice changes nothing.</summary>
    /// <returns>The same state when too many wait already.</returns>
    public ProbeState Ask(string digest, DateTimeOffset at, ProbingOptions options)
    {
        var isKnown = Asked.TryGetValue(digest, out var before);
        return (isKnown && before >= at) || (!isKnown && Asked.Count >= options.RequestsMax)
            ? this
            : this with
            {
                Asked = Asked.SetItem(digest, at),
                Begun = Begun.RemoveRange(Begun.Keys.Where(unit => unit.Digest == digest)),
                Failures = Failures.RemoveRange(Failures.Keys.Where(key => key.Digest == digest)),
            };
    }

    /// <summary>Somebody wants the speed on this replica measured (again). Twice the same wish changes nothing.</summary>
    public ProbeState AskSpeed(string replica, string digest, DateTimeOffset at)
    {
        var key = (replica, digest);
        return AskedSpeeds.TryGetValue(key, out var before) && before >= at
            ? this
            : this with
            {
                AskedSpeeds = AskedSpeeds.SetItem(key, at),
                Measured = Measured.Remove(key),
            };
    }

    /// <summary>The wish of that moment was fulfilled or given up; a later one stays.</summary>
    public ProbeState Forget(string replica, string digest, DateTimeOffset at)
    {
        var key = (replica, digest);
        return this with
        {
            Asked = Asked.TryGetValue(digest, out var asked) && asked <= at ? Asked.Remove(digest) : Asked,
            AskedSpeeds =
                AskedSpeeds.TryGetValue(key, out var speed) && speed <= at ? AskedSpeeds.Remove(key) : AskedSpeeds,
        };
    }

    public bool IsFinished(ProbeUnit unit) =>
        Finished.TryGetValue(unit, out var at) && (!Asked.TryGetValue(unit.Digest, out var asked) || at > asked);
}

/// <summary>Tokens read and written, and time on the replica.</summary>
internal sealed record Spent(long Tokens, double Seconds)
{
    public static Spent Nothing { get; } = new(0, 0);

    public Spent Plus(Spent other) => new(Tokens + other.Tokens, Seconds + other.Seconds);
}

/// <param name="Reserved">Set aside until it has ended.</param>
/// <param name="Unit">Null for a measurement. Nobody else asks questions of it meanwhile.</param>
internal sealed record Underway(Spent Reserved, ProbeUnit? Unit);

/// <param name="InARow">Probes that gave way or failed since the last one that was answered.</param>
internal sealed record Pause(int InARow, DateTimeOffset Until);

/// <param name="Asked">Ids of the questions that were answered.</param>
internal sealed record Progress(ImmutableHashSet<string> Asked, int Correct, double GuessSum)
{
    public static Progress Nothing { get; } = new(ImmutableHashSet.Create<string>(StringComparer.Ordinal), 0, 0);
}

/// <summary>What the store knows at the start.</summary>
internal sealed record ProbeHistory(
    ImmutableArray<ProbeScore> Scores,
    DateOnly Day,
    ImmutableDictionary<string, Spent> Used
);
