using System.Globalization;
using Orchestrator.Files;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>Turns lines of a trace into requests; everything that is wrong with a line is told, by column.</summary>
internal sealed class TraceRows(TraceColumns columns, ProblemList problems)
{
    private readonly Range[] _ranges = new Range[columns.Count + 1];
    private readonly List<ulong> _blocks = [];
    private double _before;

    /// <returns>Null when a line is blank or wrong.</returns>
    public TraceRow? Read(TraceLine line)
    {
        var text = line.Text.Span;
        if (line.IsTooLong)
        {
            problems.Add(line.Number, "", $"the line has more than {TraceLimits.LineCharactersMax} characters");
            return null;
        }

        if (text.IsWhiteSpace())
        {
            return null;
        }

        var count = CsvFields.Split(text, _ranges);
        if (count != columns.Count)
        {
            problems.Add(
                line.Number,
                "",
                count > columns.Count
                    ? $"the line has more fields than the {columns.Count} of the header"
                    : $"the line has {count} fields, and the header {columns.Count}"
            );
            return null;
        }

        var arrival = Arrival(line.Number, Field(text, columns.Arrival));
        var input = Tokens(line.Number, TraceColumns.InputName, Field(text, columns.Input));
        var output = Tokens(line.Number, TraceColumns.OutputName, Field(text, columns.Output));
        var areBlocksGood = columns.Blocks < 0 || ReadBlocks(line.Number, Field(text, columns.Blocks));
        return arrival is { } at && input is { } prompt && output is { } answer && areBlocksGood
            ? new TraceRow(at, prompt, answer, [.. _blocks])
            : null;
    }

    private ReadOnlySpan<char> Field(ReadOnlySpan<char> line, int column) => CsvFields.Value(line[_ranges[column]]);

    private double? Arrival(int line, ReadOnlySpan<char> text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds);
        var problem = (isNumber, seconds) switch
        {
            (false, _) => $"must be a number of seconds, not {Quoted.Of(text.ToString())}",
            (true, _) when !double.IsFinite(seconds) => $"must be finite, not {Quoted.Of(text.ToString())}",
            (true, < 0) => $"must not be negative, as {Quoted.Of(text.ToString())} is",
            (true, > TraceLimits.ArrivalSecondsMax) =>
                $"must be at most {TraceLimits.ArrivalSecondsMax} seconds since the beginning, not {Quoted.Of(text.ToString())}",
            _ when seconds < _before => string.Create(
                CultureInfo.InvariantCulture,
                $"goes back from {_before} to {seconds}: requests must be in order of arrival"
            ),
            _ => null,
        };
        if (problem is not null)
        {
            problems.Add(line, TraceColumns.ArrivalName, problem);
        }

        _before = isNumber && double.IsFinite(seconds) ? seconds : _before;
        return problem is null ? seconds : null;
    }

    // "12.0" is what some tools make of 12.
    private int? Tokens(int line, string column, ReadOnlySpan<char> text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var tokens);
        if (isNumber && tokens is >= 1 and <= TraceLimits.TokensMax && Math.Floor(tokens) == tokens)
        {
            return (int)tokens;
        }

        problems.Add(
            line,
            column,
            $"must be a whole number from 1 to {TraceLimits.TokensMax}, not {Quoted.Of(text.ToString())}"
        );
        return null;
    }

    private bool ReadBlocks(int line, ReadOnlySpan<char> text)
    {
        _blocks.Clear();
        foreach (var part in text.Split(' '))
        {
            var id = text[part];
            if (id.IsEmpty)
            {
                continue;
            }

            if (!ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                problems.Add(
                    line,
                    TraceColumns.BlocksName,
                    $"must be whole numbers with blanks between them; {Quoted.Of(id.ToString())} is none"
                );
                return false;
            }

            _blocks.Add(value);
        }

        return true;
    }
}
