using Orchestrator.Files;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Names that a mistyped one was probably meant to be.</summary>
internal static class ClosestNames
{
    private const int Limit = 3;

    // Names further away than this share of their length are not alike.
    private const double FarAway = 0.5;

    // Longer names are compared by their beginning.
    private const int ComparedChars = 64;

    public static IReadOnlyList<string> Of(string key, FleetSnapshot fleet) =>
        [
            .. fleet
                .Models.Select(model => (model.Name, Distance: Distance(key, model.Key)))
                .Where(candidate => candidate.Distance <= FarAway)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name)
                .Take(Limit),
        ];

    // Who knows only the family gets its members; else the edits from one name to the other count.
    private static double Distance(string key, string other)
    {
        var family = key[..key.IndexOf(':', StringComparison.Ordinal)];
        return other.StartsWith(family, StringComparison.Ordinal)
            ? 0.1
            : (double)EditDistance.Of(Cut(key), Cut(other)) / Math.Max(Cut(key).Length, Cut(other).Length);
    }

    private static ReadOnlySpan<char> Cut(string name) => name.AsSpan(0, Math.Min(name.Length, ComparedChars));
}
