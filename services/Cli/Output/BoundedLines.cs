using System.Text;

namespace Orchestrator.Cli.Output;

/// <summary>Reads lines of a text that may be hostile: no line is held that is longer than the limit.</summary>
internal sealed class BoundedLines(TextReader reader, int limit)
{
    private const int BufferChars = 64 * 1024;
    private readonly char[] _buffer = new char[BufferChars];

    /// <returns>Each line with its number, from one; null for a line that is too long.</returns>
    public IEnumerable<(int Number, string? Line)> Read()
    {
        var line = new StringBuilder();
        var number = 1;
        var isTooLong = false;
        for (var count = reader.Read(_buffer); count > 0; count = reader.Read(_buffer))
        {
            var start = 0;
            for (var end = Next(start, count); end >= 0; end = Next(start, count))
            {
                isTooLong = !Add(line, start, end, isTooLong);
                yield return (number++, isTooLong ? null : Finish(line));
                line.Clear();
                isTooLong = false;
                start = end + 1;
            }

            isTooLong = !Add(line, start, count, isTooLong);
        }

        if (line.Length > 0 || isTooLong)
        {
            yield return (number, isTooLong ? null : Finish(line));
        }
    }

    private int Next(int start, int count)
    {
        var found = _buffer.AsSpan(start, count - start).IndexOf('\n');
        return found < 0 ? -1 : start + found;
    }

    private bool Add(StringBuilder line, int start, int end, bool isTooLong)
    {
        if (isTooLong || line.Length + (end - start) > limit)
        {
            line.Clear();
            return false;
        }

        line.Append(_buffer, start, end - start);
        return true;
    }

    private static string Finish(StringBuilder line) => line.ToString().TrimEnd('\r');
}
