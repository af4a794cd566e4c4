using System.Globalization;
using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Bank.Checks;

/// <summary>Arithmetic, orders, sequences, letters and truth values, from their parameters.</summary>
internal static class Puzzles
{
    public static void Calculated(Question question, JsonElement check)
    {
        Assert.All(check.GetProperty("given").EnumerateArray(), given => Assert.Contains($"{given}", question.Prompt));
        Assert.Equal(Expression.Of(check.GetProperty("expression").GetString()!), Fraction.Parse(question.Answer));
    }

    public static void Order(Question question, JsonElement check)
    {
        var pairs = check.GetProperty("relations").EnumerateArray().Select(pair => $"{pair}".Split('>')).ToArray();
        Assert.All(
            pairs,
            pair =>
                Assert.Matches(
                    question.Language == "ko"
                        ? $"{pair[0]}[은는] {pair[1]}보다 키가 큽니다"
                        : $"{pair[0]} is taller than {pair[1]}\\.",
                    question.Prompt
                )
        );
        // Who is above n others, directly or not, stands n places before the last.
        var people = pairs.SelectMany(pair => pair).Distinct().ToArray();
        var ranked = people.OrderByDescending(person => Below(person, pairs).Count).ToArray();
        Assert.All(
            Enumerable.Range(0, people.Length),
            at => Assert.Equal(people.Length - 1 - at, Below(ranked[at], pairs).Count)
        );
        var asked = check.GetProperty("ask").GetString() switch
        {
            "first" => ranked[0],
            "second" => ranked[1],
            _ => ranked[^1],
        };
        Assert.Equal(asked, question.Answer);
    }

    public static void Sequence(Question question, JsonElement check)
    {
        var terms = check.GetProperty("terms").EnumerateArray().Select(term => term.GetInt32()).ToList();
        Assert.Contains(string.Join(", ", terms), question.Prompt);
        var rule = check.GetProperty("rule").GetString()!;
        terms.Add(int.Parse(question.Answer, CultureInfo.InvariantCulture));
        var first = rule.Contains('y', StringComparison.Ordinal) ? 2 : 1;
        for (var at = first; at < terms.Count; at++)
        {
            var values = new Dictionary<char, Fraction>
            {
                ['x'] = new(terms[at - 1], 1),
                ['y'] = new(at > 1 ? terms[at - 2] : 0, 1),
                ['n'] = new(at, 1),
            };
            Assert.Equal(Expression.Of(rule, values), new Fraction(terms[at], 1));
        }
    }

    public static void Letters(Question question, JsonElement check)
    {
        var (text, letter) = (check.GetProperty("text").GetString()!, check.GetProperty("letter").GetString()!);
        Assert.Contains(text, question.Prompt);
        Assert.Matches($"[\"']{letter}[\"']", question.Prompt);
        Assert.Equal($"{text.Count(each => each == letter[0])}", question.Answer);
    }

    public static void Reverse(Question question, JsonElement check)
    {
        var text = check.GetProperty("text").GetString()!;
        Assert.Contains(text, question.Prompt);
        Assert.Equal(string.Concat(text.Reverse()), question.Answer);
    }

    // Rewritten until one word is left; "not" binds tighter than "and", "and" tighter than "or".
    public static void Truth(Question question, JsonElement check)
    {
        var text = check.GetProperty("expression").GetString()!;
        Assert.Contains(text, question.Prompt);
        (string From, string To)[] rules =
        [
            ("(true)", "true"),
            ("(false)", "false"),
            ("not true", "false"),
            ("not false", "true"),
            ("true and true", "true"),
            ("true and false", "false"),
            ("false and true", "false"),
            ("false and false", "false"),
            ("true or true", "true"),
            ("true or false", "true"),
            ("false or true", "true"),
            ("false or false", "false"),
        ];
        while (text is not "true" and not "false")
        {
            var inner = Innermost(text);
            var rule = rules.First(each => inner.Contains(each.From, StringComparison.Ordinal));
            text = ReplaceFirst(text, inner, ReplaceFirst(inner, rule.From, rule.To));
        }

        Assert.Equal(text, question.Answer);
    }

    private static string Innermost(string text)
    {
        var close = text.IndexOf(')', StringComparison.Ordinal);
        return close < 0 ? text : text[text.LastIndexOf('(', close)..(close + 1)];
    }

    private static string ReplaceFirst(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }

    private static HashSet<string> Below(string person, string[][] pairs) =>
        [.. pairs.Where(pair => pair[0] == person).SelectMany(pair => Below(pair[1], pairs).Append(pair[1]))];
}
