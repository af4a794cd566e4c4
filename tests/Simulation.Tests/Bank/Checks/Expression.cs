using System.Globalization;
using System.Numerics;

namespace Orchestrator.Simulation.Tests.Bank.Checks;

/// <summary>Exact arithmetic over fractions: + - * / % ^ and brackets, with named values. Recursive descent.</summary>
internal sealed class Expression(string text, IReadOnlyDictionary<char, Fraction> values)
{
    private int _at;

    public static Fraction Of(string text) => Of(text, new Dictionary<char, Fraction>());

    public static Fraction Of(string text, IReadOnlyDictionary<char, Fraction> values)
    {
        var expression = new Expression(text, values);
        var value = expression.Sum();
        Assert.Equal(text.Length, expression._at);
        return value;
    }

    private Fraction Sum()
    {
        for (var value = Product(); ; )
        {
            if (Takes('+'))
            {
                value += Product();
            }
            else if (Takes('-'))
            {
                value -= Product();
            }
            else
            {
                return value;
            }
        }
    }

    private Fraction Product()
    {
        for (var value = Power(); ; )
        {
            if (Takes('*'))
            {
                value *= Power();
            }
            else if (Takes('/'))
            {
                value /= Power();
            }
            else if (Takes('%'))
            {
                value %= Power();
            }
            else
            {
                return value;
            }
        }
    }

    private Fraction Power()
    {
        var value = Atom();
        return Takes('^') ? Enumerable.Repeat(value, (int)Atom().Top).Aggregate((left, right) => left * right) : value;
    }

    private Fraction Atom()
    {
        if (Takes('('))
        {
            var inner = Sum();
            Assert.True(Takes(')'));
            return inner;
        }

        if (values.TryGetValue(text[_at], out var named))
        {
            _at++;
            return named;
        }

        var start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        return Fraction.Parse(text[start.._at]);
    }

    private bool Takes(char sign)
    {
        var isNext = _at < text.Length && text[_at] == sign;
        _at += isNext ? 1 : 0;
        return isNext;
    }
}

internal readonly record struct Fraction
{
    public Fraction(BigInteger top, BigInteger bottom)
    {
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom) * (bottom.Sign < 0 ? -1 : 1);
        (Top, Bottom) = (top / divisor, bottom / divisor);
    }

    public BigInteger Top { get; }

    public BigInteger Bottom { get; }

    /// <summary>An integer, a decimal or "a/b".</summary>
    public static Fraction Parse(string text)
    {
        if (text.Split('/') is [var top, var bottom])
        {
            return Parse(top) / Parse(bottom);
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return new Fraction(digits, BigInteger.Pow(10, point < 0 ? 0 : text.Length - point - 1));
    }

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Top * right.Bottom) + (right.Top * left.Bottom), left.Bottom * right.Bottom);

    public static Fraction operator -(Fraction left, Fraction right) => left + new Fraction(-right.Top, right.Bottom);

    public static Fraction operator *(Fraction left, Fraction right) =>
        new(left.Top * right.Top, left.Bottom * right.Bottom);

    public static Fraction operator /(Fraction left, Fraction right) =>
        new(left.Top * right.Bottom, left.Bottom * right.Top);

    public static Fraction operator %(Fraction left, Fraction right) => new(left.Top % right.Top, 1);
}
