using System.Collections.Frozen;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>Units as models write them in English and Korean, with the unit that they are compared in.</summary>
internal static class UnitTable
{
    private static readonly FrozenDictionary<string, Unit> _units = UnitNames
        .Lines.SelectMany(Entries)
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <param name="text">What stands behind a number, in any case; "km/h" and "m2" are units, too.</param>
    public static Unit? Find(string text)
    {
        var bare = text.Trim()
            .Replace("²", "2", StringComparison.Ordinal)
            .Replace("³", "3", StringComparison.Ordinal)
            .Replace("^", "", StringComparison.Ordinal);
        // "Mb" and "MB", "mm" and "Mm" differ by case alone: as written first.
        return _units.TryGetValue(bare, out var exact) ? exact
            : _units.TryGetValue(bare.ToLowerInvariant(), out var lower) ? lower
            : null;
    }

    /// <summary>Whether the text is a unit that only counts: "three apples" stay three.</summary>
    public static bool IsCounter(string text) => Find(text) is { Symbol.Length: 0 };

    private static IEnumerable<KeyValuePair<string, Unit>> Entries(string line)
    {
        var parts = line.Split('|');
        var factor = WrittenNumber.At(parts[1])!.Value.Value;
        var unit = new Unit(parts[0], factor);
        return parts[2].Split(',').Select(name => KeyValuePair.Create(name.Replace('_', ' '), unit));
    }
}

/// <param name="Symbol">What all units of its kind are compared in; empty for what only counts.</param>
/// <param name="Factor">How many of these it is.</param>
internal sealed record Unit(string Symbol, Rational Factor);
