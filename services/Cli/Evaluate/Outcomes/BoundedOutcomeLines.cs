using System.Text;

namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>Reads lines of which none is held that is longer than the limit, and no more characters than the limit.</summary>
internal sealed class BoundedOutcomeLines(TextReader reader)
{
    private const int BufferChars = 64 * 1024;
    private readonly char[] _buffer = new char[BufferChars];
    private readonly StringBuilder _line = new();
    private bool _isTooLong;

    /// <returns>Each line with its number, from one; null for one that is too long, and a last null where the file is.</returns>
    public IEnumerable<(int Number, string? Line)> Read()
    {
        var number = 1;
        long read = 0;
        for (var count = reader.Read(_buffer); count > 0; count = reader.Read(_buffer))
        {
            read += count;
            if (read > EvaluateLimits.FileCharsMax)
            {
                yield return (number, null);
                yield break;
            }

            var start = 0;
            for (var end = Next(start, count); end >= 0; end = Next(start, count))
            {
                Append(start, end);
                yield return (number++, Take());
                start = end + 1;
            }

            Append(start, count);
        }

        if (_line.Length > 0 || _isTooLong)
        {
            yield return (number, Take());
        }
    }

    private int Next(int start, int count)
    {
        var found = _buffer.AsSpan(start, count - start).IndexOf('\n');
        return found < 0 ? -1 : start + found;
    }

    private void Append(int start, int end)
    {
        _isTooLong |= _line.Length + (end - start) > EvaluateLimits.LineCharsMax;
        if (!_isTooLong)
        {
            _line.Append(_buffer, start, end - start);
        }
    }

    private string? Take()
    {
        var line = _isTooLong ? null : _line.ToString();
        _line.Clear();
        _isTooLong = false;
        return line;
    }
}
