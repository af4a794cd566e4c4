using System.Collections.Immutable;
using Orchestrator.Files;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>Where the columns stand that a trace needs; others are ignored.</summary>
/// <param name="Blocks">-1 when the trace has none.</param>
internal sealed record TraceColumns(int Count, int Arrival, int Input, int Output, int Blocks)
{
    public const string ArrivalName = "arrival_s";
    public const string InputName = "input_tokens";
    public const string OutputName = "output_tokens";
    public const string BlocksName = "prefix_block_ids";

    private static readonly ImmutableArray<string> _known = [ArrivalName, InputName, OutputName, BlocksName];

    /// <returns>Null, and all its problems, when the header is not that of a trace.</returns>
    public static TraceColumns? Read(TraceLine header, ProblemList problems)
    {
        Span<Range> ranges = stackalloc Range[TraceLimits.ColumnsMax + 1];
        var text = header.Text.Span;
        var count = CsvFields.Split(text, ranges);
        if (count > TraceLimits.ColumnsMax || header.IsTooLong)
        {
            problems.Add(header.Number, "", $"the header has more than {TraceLimits.ColumnsMax} columns");
            return null;
        }

        var names = new string[count];
        for (var i = 0; i < count; i++)
        {
            names[i] = CsvFields.Value(text[ranges[i]]).ToString();
        }

        return Find(header.Number, names, problems);
    }

    private static TraceColumns? Find(int line, string[] names, ProblemList problems)
    {
        var places = _known.Select(name => Array.IndexOf(names, name)).ToArray();
        var isGood = true;
        foreach (var (name, place) in _known.Zip(places))
        {
            if (place < 0 && name != BlocksName)
            {
                var near = ClosestNames.Of(name, names.Except(_known, StringComparer.Ordinal));
                var hint = near.Count > 0 ? $"; {Quoted.Of(near[0])} is not read as it" : "";
                problems.Add(line, name, $"the column is missing{hint}");
                isGood = false;
            }
            else if (place != Array.LastIndexOf(names, name))
            {
                problems.Add(line, name, "the column is there twice");
                isGood = false;
            }
        }

        return isGood ? new TraceColumns(names.Length, places[0], places[1], places[2], places[3]) : null;
    }
}
