namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>Several values of one option: given again, or with commas between them.</summary>
internal static class ListArgument
{
    /// <returns>Empty, and a problem, when the option is there and nothing in it: that is no wish for its default.</returns>
    public static IReadOnlyList<string> Split(ArgumentProblems problems, string option, IReadOnlyList<string> values)
    {
        string[] parts =
        [
            .. values.SelectMany(value =>
                value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ),
        ];
        if (values.Count > 0 && parts.Length == 0)
        {
            problems.Add(option, "needs a value");
        }

        return parts;
    }
}
