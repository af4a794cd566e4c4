using Orchestrator.Files;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>A recorded trace whose every line was found good. It is read anew each time and never held.</summary>
public sealed class Trace
{
    private readonly TraceColumns _columns;
    private readonly Func<Stream> _open;

    internal Trace(string name, TraceColumns columns, long count, Func<Stream> open)
    {
        Name = name;
        _columns = columns;
        Count = count;
        _open = open;
    }

    public string Name { get; }

    /// <summary>Requests in it.</summary>
    public long Count { get; }

    /// <exception cref="InvalidDataException">The file is no longer the one that was checked.</exception>
    internal IEnumerable<TraceRow> Rows()
    {
        var problems = new ProblemList(Name);
        var rows = new TraceRows(_columns, problems);
        using var lines = new TraceLines(_open);
        var isHeader = true;
        while (problems.IsEmpty && lines.TryRead(out var line))
        {
            if (isHeader)
            {
                isHeader = line.Text.Span.IsWhiteSpace();
            }
            else if (rows.Read(line) is { } row)
            {
                yield return row;
            }
        }

        if (!problems.IsEmpty)
        {
            throw new InvalidDataException($"The trace {Name} was changed after it had been checked.");
        }
    }
}
