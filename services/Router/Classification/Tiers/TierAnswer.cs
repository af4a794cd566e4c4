namespace Orchestrator.Router.Classification.Tiers;

/// <summary>What a tier says of a text, the tiers before it left aside.</summary>
/// <param name="Probabilities">In the order of <see cref="TaskType"/>.</param>
/// <param name="Evidence">For people; never words of the text.</param>
internal sealed record TierAnswer(IReadOnlyList<double> Probabilities, string Evidence)
{
    /// <summary>0 to 1; null where the tier does not know.</summary>
    public double? Difficulty { get; init; }
}

internal abstract record TierOutcome
{
    private TierOutcome() { }

    public sealed record Found(TierAnswer Answer) : TierOutcome;

    public sealed record Skipped(TierSkip Reason) : TierOutcome;
}

/// <summary>Why a tier said nothing.</summary>
internal enum TierSkip
{
    /// <summary>No replica has the model in memory, and none loads it for a classification.</summary>
    NotInMemory,

    /// <summary>Where it is in memory others are at work.</summary>
    NoFreeSlot,

    /// <summary>The model's vectors of the examples are not there yet.</summary>
    Preparing,

    /// <summary>As many calls of the tier as are allowed run already.</summary>
    Limit,

    /// <summary>It failed too often in a row.</summary>
    Resting,

    /// <summary>The request has too little time itself.</summary>
    Hurry,

    Deadline,

    Failed,

    /// <summary>No JSON, no such label, no finite vector, another dimension.</summary>
    BadAnswer,
}

internal static class TierSkips
{
    public static string NameOf(TierSkip skip) =>
        skip switch
        {
            TierSkip.NotInMemory => "not_in_memory",
            TierSkip.NoFreeSlot => "no_free_slot",
            TierSkip.Preparing => "preparing",
            TierSkip.Limit => "limit",
            TierSkip.Resting => "resting",
            TierSkip.Hurry => "hurry",
            TierSkip.Deadline => "deadline",
            TierSkip.BadAnswer => "bad_answer",
            _ => "failed",
        };

    /// <summary>Whether it speaks against the model. That others are at work does not.</summary>
    public static bool IsFault(TierSkip skip) => skip is TierSkip.Deadline or TierSkip.Failed or TierSkip.BadAnswer;
}
