using System.Text;

namespace Aspire.Hosting.Processes;

/// <summary>Turns what a process writes into lines of limited length.</summary>
internal sealed class LinePump(StreamReader source, Action<string> line, int lineCharsMax)
{
    private const int BufferChars = 4096;

    public async Task RunAsync()
    {
        var buffer = new char[BufferChars];
        var pending = new StringBuilder();
        try
        {
            while (await source.ReadAsync(buffer) is var count and > 0)
            {
                Take(buffer.AsSpan(0, count), pending);
            }
        }
        // The reader is closed when the process has gone but something still holds its output.
        catch (Exception exception) when (exception is IOException or ObjectDisposedException) { }

        if (pending.Length > 0)
        {
            Flush(pending);
        }
    }

    private void Take(ReadOnlySpan<char> text, StringBuilder pending)
    {
        foreach (var character in text)
        {
            if (character == '\n')
            {
                Flush(pending);
                continue;
            }

            if (pending.Length == lineCharsMax)
            {
                Flush(pending);
            }

            pending.Append(character);
        }
    }

    private void Flush(StringBuilder pending)
    {
        line(pending.ToString().TrimEnd('\r'));
        pending.Clear();
    }
}
