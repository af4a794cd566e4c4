using Orchestrator.Files;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>Checks a recorded trace, plain or compressed with gzip, from its first line to its last before it is used.</summary>
public static class TraceFile
{
    /// <param name="fileName">For the problems.</param>
    /// <param name="open">Opens the file at its beginning, as often as it is called.</param>
    public static FileReading<Trace> Read(string fileName, Func<Stream> open)
    {
        var problems = new ProblemList(fileName);
        var line = 0;
        try
        {
            using var lines = new TraceLines(open);
            var columns = Header(lines, problems);
            var count = columns is null ? 0 : Count(lines, columns, problems, ref line);
            if (columns is not null && count == 0 && problems.IsEmpty)
            {
                problems.Add(0, "", "the trace has a header and no requests");
            }

            return problems.Reading(columns is null ? null : new Trace(fileName, columns, count, open));
        }
        // What the compressed data say about themselves, and what a disk says: both belong to the file.
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            // First, because the lines before a break are often garbage and would be told as wrong without a reason.
            problems.Add(0, "", $"cannot be read beyond line {line}: {exception.Message}");
            return problems.Reading<Trace>(null);
        }
    }

    private static TraceColumns? Header(TraceLines lines, ProblemList problems)
    {
        while (lines.TryRead(out var line))
        {
            if (!line.Text.Span.IsWhiteSpace())
            {
                return TraceColumns.Read(line, problems);
            }
        }

        problems.Add(0, "", "the file is empty");
        return null;
    }

    private static long Count(TraceLines lines, TraceColumns columns, ProblemList problems, ref int number)
    {
        var rows = new TraceRows(columns, problems);
        var count = 0L;
        while (lines.TryRead(out var line))
        {
            number = line.Number;
            count += rows.Read(line) is null ? 0 : 1;
        }

        return count;
    }
}
