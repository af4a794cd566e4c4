namespace Orchestrator.Router.Strategy;

/// <summary>Ways to answer with several model calls, as clients ask for them and workers say that they carry them out.</summary>
internal static class StrategyNames
{
    /// <summary>One model call.</summary>
    public const string Single = "single";

    /// <summary>Several models answer, and one answer is written from theirs.</summary>
    public const string Ensemble = "ensemble";

    /// <summary>A small model first; a larger one where that is not sure.</summary>
    public const string Cascade = "cascade";

    /// <summary>All of several calls. What a worker carries out is its own word.</summary>
    public static readonly IReadOnlyList<string> Several =
    [
        Ensemble,
        Cascade,
        "debate",
        "team",
        "decompose",
        "refine",
        "workflow",
    ];

    /// <returns>The strategy that a model's name stands for; null for none.</returns>
    /// <param name="key">As <see cref="Fleet.ModelKey"/> spells it.</param>
    public static string? Find(string key)
    {
        foreach (var name in Several)
        {
            if (key.StartsWith(name, StringComparison.Ordinal) && key.AsSpan(name.Length).SequenceEqual(":latest"))
            {
                return name;
            }
        }

        return null;
    }
}
