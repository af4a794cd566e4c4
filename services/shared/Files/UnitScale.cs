using System.Globalization;

namespace Orchestrator.Files;

/// <summary>The units that a quantity may be written in: <c>24GB</c>, <c>3 GB/s</c>, <c>8.2B</c>. Their case is read as meant.</summary>
/// <param name="Form">For messages: what a person may write.</param>
/// <param name="Units">Unit to factor; the empty one is a bare number.</param>
public sealed record UnitScale(string Form, IReadOnlyList<(string Name, double Factor)> Units)
{
    private const double GiB = 1L << 30;
    private const double MiB = 1L << 20;

    /// <summary>Memory as cards are sold: 24 GB is 24 GiB.</summary>
    public static UnitScale Memory { get; } =
        new(
            "an amount of memory such as 24GB",
            [("GB", GiB), ("GiB", GiB), ("MB", MiB), ("MiB", MiB), ("B", 1), ("", 1)]
        );

    /// <summary>Files as disks and downloads count: 1 GB is 10^9 bytes.</summary>
    public static UnitScale Bytes { get; } =
        new(
            "an amount of bytes such as 4.7 GB",
            [("GB", 1e9), ("GiB", GiB), ("MB", 1e6), ("MiB", MiB), ("kB", 1e3), ("KiB", 1024), ("B", 1), ("", 1)]
        );

    public static UnitScale BytesPerSecond { get; } =
        new(
            "a speed such as 3 GB/s",
            [("GB/s", 1e9), ("GiB/s", GiB), ("MB/s", 1e6), ("MiB/s", MiB), ("B/s", 1), ("", 1)]
        );

    /// <summary>Parameters of a model: 8.2B is 8.2 thousand million.</summary>
    public static UnitScale Parameters { get; } =
        new("a number of parameters such as 8.2B", [("B", 1e9), ("M", 1e6), ("", 1)]);

    /// <summary>Requests per second.</summary>
    public static UnitScale Rate { get; } =
        new(
            "a rate such as 2.5/s or 90/min",
            [("/s", 1), ("/min", 1.0 / 60), ("/m", 1.0 / 60), ("/h", 1.0 / 3600), ("", 1)]
        );

    public bool TryParse(string text, out double value)
    {
        var trimmed = text.Trim();
        var digits = trimmed.Length;
        while (digits > 0 && !char.IsAsciiDigit(trimmed[digits - 1]) && trimmed[digits - 1] != '.')
        {
            digits--;
        }

        var unit = trimmed[digits..].Trim();
        var factor = Units.FirstOrDefault(known => known.Name.Equals(unit, StringComparison.OrdinalIgnoreCase)).Factor;
        var isNumber = double.TryParse(trimmed[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        value *= factor;
        return isNumber && factor > 0 && double.IsFinite(value);
    }

    /// <summary>In the largest unit that leaves a number of at least one.</summary>
    public string Show(double value)
    {
        var unit = Units.FirstOrDefault(unit => value >= unit.Factor, Units[^1]);
        return $"{Plain(value / unit.Factor)}{unit.Name}";
    }

    /// <summary>Without an exponent, and with as many digits as somebody would write.</summary>
    public static string Plain(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
