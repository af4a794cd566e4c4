namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>The answer is one number, near enough. Two different ones are no answer.</summary>
internal static class NumberGrader
{
    public static bool IsRight(GraderRule rule, StatedAnswer answer)
    {
        var line = WithoutParentheses(answer.LastLine);
        var result = line[(line.LastIndexOf('=') + 1)..];
        var numbers = StatedNumbers.In(result);
        if (numbers.Count == 0)
        {
            numbers = StatedNumbers.In(line);
        }

        return numbers.Count > 0
            && IsNear(rule, answer.IsAnnounced ? numbers[0] : numbers[^1])
            && !IsHedged(result, numbers);
    }

    private static bool IsNear(GraderRule rule, double number) =>
        Math.Abs(number - rule.Value.GetValueOrDefault(double.NaN)) <= rule.Tolerance;

    private static bool IsHedged(string line, List<double> numbers) =>
        numbers.Distinct().Count() > 1
        && (
            line.Contains(" or ", StringComparison.OrdinalIgnoreCase)
            || line.Contains("또는", StringComparison.Ordinal)
            || line.Contains("혹은", StringComparison.Ordinal)
            || line.Contains('~')
        );

    private static string WithoutParentheses(string line)
    {
        var start = line.IndexOf('(');
        var end = start < 0 ? -1 : line.IndexOf(')', start);
        return start > 0 && end > start && line[..start].Any(char.IsAsciiDigit)
            ? line.Remove(start, end - start + 1)
            : line;
    }
}
