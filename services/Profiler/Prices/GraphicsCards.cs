using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Profiler.Capability;

namespace Orchestrator.Profiler.Prices;

/// <summary>The built-in table of common cards, with the makers' figures.</summary>
internal static class GraphicsCards
{
    private const int NameCharsMax = 256;
    private static readonly string[] _kinds = ["geforce", "nvidia", "amd", "radeon", "tesla", "instinct", "apple"];

    /// <summary>What is more precise comes first.</summary>
    public static ImmutableArray<GraphicsCard> All { get; } =
    [
        .. CsvRows
            .Read("cards.csv", 4)
            .Select(row => new GraphicsCard(
                row[0],
                double.Parse(row[1], CultureInfo.InvariantCulture),
                long.Parse(row[2], CultureInfo.InvariantCulture) << 20,
                row[3]
            ))
            .OrderByDescending(card => card.Name.Length),
    ];

    /// <param name="text">As an operator or a driver writes it: "NVIDIA GeForce RTX 4090", "2x rtx4090", "A100-PCIE-80GB".</param>
    /// <returns>Null for an unknown card.</returns>
    public static GraphicsCard? Find(string text)
    {
        var words = Plain(text);
        return All.FirstOrDefault(card => HasWords(words, card.Name));
    }

    /// <returns>2 for "2x RTX 4090" or "RTX 4090 x2"; 1 when nothing is said.</returns>
    public static int CountIn(string text)
    {
        var words = text[..Math.Min(text.Length, NameCharsMax)].ToLowerInvariant().Split(' ', ',', '(', ')');
        var count = words
            .Select(word => word.Trim('x', '×'))
            .Zip(words)
            .FirstOrDefault(pair => IsCount(pair.First, pair.Second));
        return count.First is null ? 1 : int.Parse(count.First, CultureInfo.InvariantCulture);
    }

    private static bool IsCount(string bare, string word) =>
        bare.Length is 1 or 2
        && bare.All(char.IsAsciiDigit)
        && word.Length == bare.Length + 1
        && bare.Trim('0').Length > 0;

    private static bool HasWords(string words, string name) =>
        words.Contains(' ' + name + ' ', StringComparison.Ordinal)
        || words.Contains(' ' + name.Replace(" ", ""), StringComparison.Ordinal) && name.Contains(' ');

    private static string Plain(string text)
    {
        var letters = text[..Math.Min(text.Length, NameCharsMax)]
            .ToLowerInvariant()
            .Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ');
        var words = string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return $" {string.Join(' ', words.Except(_kinds))} ";
    }
}
