namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>A number with or without a unit: "12 km", "12 킬로미터" and "12,000 m" are one; so are "1시간 30분" and "90 min".</summary>
/// <param name="Key">Compared in the unit of its kind.</param>
/// <param name="Bare">The number as it was written, which an answer without the unit would give; null when there is none.</param>
internal sealed record Quantity(string Key, string? Bare)
{
    private const int PartsMax = 4;

    /// <summary>A Korean year, and no length of time, from this number on.</summary>
    private const int YearMin = 1000;

    /// <returns>Null when the text is not a quantity from end to end.</returns>
    public static Quantity? Of(string text)
    {
        var bare = WithoutSigns(text);
        if (PerHour(bare) is { } speed)
        {
            return speed;
        }

        var (symbol, sum, written) = ((string?)null, Rational.Of(0), (Rational?)null);
        for (var part = 0; part < PartsMax; part++)
        {
            if (Part(bare) is not { } next || (symbol is not null && symbol != next.Unit.Symbol))
            {
                return null;
            }

            written = part == 0 ? next.Number : null;
            symbol = next.Unit.Symbol;
            sum += next.Number * next.Unit.Factor;
            if (next.After.Length == 0)
            {
                return Of(sum, symbol, written);
            }

            bare = next.After;
        }

        return null;
    }

    private static Quantity Of(Rational sum, string symbol, Rational? written) =>
        symbol.Length == 0 ? new Quantity(sum.ToString(), null) : new Quantity($"{sum} {symbol}", written?.ToString());

    private static (Rational Number, Unit Unit, string After)? Part(string text)
    {
        if (WrittenNumber.At(text) is not { } number)
        {
            return null;
        }

        var rest = text[number.Length..].TrimStart();
        var end = rest.AsSpan().IndexOfAnyInRange('0', '9');
        // "m2" has a digit of its own: the whole rest is tried first.
        if (UnitOf(rest, number.Value) is { } whole)
        {
            return (number.Value, whole, "");
        }

        return end > 0 && UnitOf(rest[..end], number.Value) is { Symbol.Length: > 0 } unit
            ? (number.Value, unit, rest[end..])
            : null;
    }

    private static Unit? UnitOf(string text, Rational number)
    {
        var isYear = text is "년" && number.Denominator.IsOne && number.Numerator >= YearMin;
        return text.Length == 0 || isYear ? new Unit("", Rational.Of(1)) : UnitTable.Find(text);
    }

    // "시속 90킬로미터" is 90 km/h, "초속 5미터" is 5 m/s.
    private static Quantity? PerHour(string text)
    {
        var isHourly = text.StartsWith("시속 ", StringComparison.Ordinal);
        if (
            (!isHourly && !text.StartsWith("초속 ", StringComparison.Ordinal))
            || Part(text[3..]) is not { After: "" } part
        )
        {
            return null;
        }

        // The unit may name the speed already: "시속 90 km/h".
        var seconds = isHourly && part.Unit.Symbol == "m" ? Rational.Of(1, 3600) : Rational.Of(1);
        return part.Unit.Symbol is "m" or "m/s"
            ? Of(part.Number * part.Unit.Factor * seconds, "m/s", part.Number)
            : null;
    }

    // "약 5km", "about 5", "= 5", "$5", "₩5,000", "5 (다섯)": what stands in front is no part of the number.
    private static string WithoutSigns(string text)
    {
        var bare = text;
        foreach (
            var start in (ReadOnlySpan<string>)
                ["약 ", "대략 ", "about ", "approximately ", "≈", "~", "=", "x =", "x=", "섭씨 ", "화씨 "]
        )
        {
            bare = bare.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? bare[start.Length..].TrimStart() : bare;
        }

        return bare switch
        {
            ['$', .. var dollars] => dollars.TrimStart() + "$",
            ['€', .. var euros] => euros.TrimStart() + "€",
            ['₩', .. var won] => won.TrimStart() + "원",
            _ => bare,
        };
    }
}
