using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>An exact number in lowest terms, so that 0.75, 3/4 and 75 % of a thing compare without rounding.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rational
{
    /// <summary>Digits that a number in an answer may have; a longer one is compared as text.</summary>
    public const int DigitsMax = 60;

    private Rational(BigInteger numerator, BigInteger denominator) =>
        (Numerator, Denominator) = (numerator, denominator);

    public BigInteger Numerator { get; }

    /// <summary>Above zero.</summary>
    public BigInteger Denominator { get; }

    /// <param name="denominator">Not zero.</param>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new Rational(numerator / divisor, denominator / divisor);
    }

    public static Rational Of(long value) => new(value, BigInteger.One);

    /// <param name="text">Digits with at most one point, without a sign.</param>
    /// <param name="exponent">Power of ten that it is multiplied with.</param>
    public static Rational? Parse(string text, int exponent = 0)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        if (digits.Length is 0 or > DigitsMax || Math.Abs(exponent) > DigitsMax || !digits.All(char.IsAsciiDigit))
        {
            return null;
        }

        var power = exponent - (point < 0 ? 0 : digits.Length - point);
        var whole = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return power >= 0 ? Of(whole * BigInteger.Pow(10, power), 1) : Of(whole, BigInteger.Pow(10, -power));
    }

    public static Rational operator +(Rational left, Rational right) =>
        Of(
            (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
            left.Denominator * right.Denominator
        );

    public static Rational operator *(Rational left, Rational right) =>
        Of(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <returns>Null for a division by zero.</returns>
    public Rational? Over(Rational divisor) =>
        divisor.Numerator.IsZero ? null : Of(Numerator * divisor.Denominator, Denominator * divisor.Numerator);

    public Rational Negated() => new(-Numerator, Denominator);

    public override string ToString() =>
        Denominator.IsOne
            ? Numerator.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
