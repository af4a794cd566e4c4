using System.Text;

namespace Orchestrator.Cli.Output;

/// <summary>
/// Reads lines of a text that may be hostile: no line is held that is longer than the limit, and no more is read than the whole may be.
/// </summary>
/// <param name="limit">Characters of a line.</param>
/// <param name="wholeLimit">Characters of all lines together: a small packed file may unpack to any size.</param>
internal sealed class BoundedLines(TextReader reader, int limit, long wholeLimit = long.MaxValue)
{
    private const int BufferChars = 64 * 1024;
    private readonly char[] _buffer = new char[BufferChars];

    /// <returns>Each line with its number, from one; null for one that is too long, and a last null where the whole is.</returns>
    public IEnumerable<(int Number, string? Line)> Read()
    {
        var line = new StringBuilder();
        var number = 1;
        var isTooLong = false;
        long read = 0;
        for (var count = reader.Read(_buffer); count > 0; count = reader.Read(_buffer))
        {
            read += count;
            if (read > wholeLimit)
            {
                yield return (number, null);
                yield break;
            }

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
