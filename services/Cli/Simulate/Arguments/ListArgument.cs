namespace Orchestrator.Cli.Simulate.Arguments;

/// <summary>Several values of one option: given again, or with commas between them.</summary>
internal static class ListArgument
{
    public static IReadOnlyList<string> Split(IEnumerable<string> values) =>
        [
            .. values.SelectMany(value =>
                value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ),
        ];
}
