using System.Text.RegularExpressions;

namespace Orchestrator.Files;

/// <summary>A regular expression whose time is linear in the text, whatever the expression.</summary>
public sealed class TextExpression
{
    /// <summary>The largest repeats of one expression, multiplied: <c>(a{100}){100}</c> has 10,000 and an automaton of that size.</summary>
    public const long MaxRepeats = 1_000;

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Regex _regex;

    private TextExpression(Regex regex, string pattern)
    {
        _regex = regex;
        Pattern = pattern;
    }

    /// <summary>As it is written.</summary>
    public string Pattern { get; }

    /// <returns>The expression, or what is wrong with it.</returns>
    public static (TextExpression? Expression, string Problem) Of(string pattern, TimeSpan timeout)
    {
        if (RepeatCount.Of(pattern) > MaxRepeats)
        {
            return (null, $"repeats more than {MaxRepeats} times in all");
        }

        try
        {
            return (Compile(pattern, timeout), "");
        }
        catch (RegexParseException error)
        {
            return (null, $"is no regular expression: {error.Error} at character {error.Offset + 1}");
        }
        catch (NotSupportedException)
        {
            return (null, "looks ahead, looks behind or refers back, which takes time without bounds");
        }
    }

    /// <summary>One expression that matches where any of them does; null when they cannot be put together.</summary>
    public static TextExpression? AnyOf(IReadOnlyList<TextExpression> expressions, TimeSpan timeout)
    {
        try
        {
            return Compile(string.Join('|', expressions.Select(expression => $"(?:{expression.Pattern})")), timeout);
        }
        // A comment of one that runs to the end of its line takes the bracket with it.
        catch (RegexParseException)
        {
            return null;
        }
    }

    /// <returns>False when it takes too long, too: a rule that cannot be decided does not hold.</returns>
    public bool IsMatch(ReadOnlySpan<char> text, bool whenTooSlow = false)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return whenTooSlow;
        }
    }

    private static TextExpression Compile(string pattern, TimeSpan timeout) =>
        new(new Regex(pattern, Linear, timeout), pattern);
}
