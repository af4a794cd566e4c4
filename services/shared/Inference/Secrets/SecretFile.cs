using System.Text;

namespace Orchestrator.Inference.Secrets;

/// <summary>
/// A secret in a file, read again when the file's time or length changes. The file is opened to see that: Kubernetes
/// rotates a secret by moving a link above it, and the link that the path names never changes.
/// </summary>
public sealed class SecretFile(string path) : ISecret
{
    private Seen? _seen;

    public string Source => $"file {path}";

    public string Read()
    {
        try
        {
            return Read(Volatile.Read(ref _seen));
        }
        // The exception's own words name the path, which the source does already.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SecretText.Missing(Source, "cannot be read");
        }
    }

    public override string ToString() => Source;

    private string Read(Seen? seen)
    {
        using var file = File.OpenHandle(path);
        var (changed, length) = (File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        if (seen is not null && seen.Changed == changed && seen.Length == length)
        {
            return seen.Text;
        }

        if (length > SecretText.MaxLength)
        {
            throw SecretText.Missing(Source, $"is longer than {SecretText.MaxLength} characters");
        }

        var bytes = new byte[length];
        var count = RandomAccess.Read(file, bytes, fileOffset: 0);
        var text = SecretText.Checked(Encoding.UTF8.GetString(bytes, 0, count), Source);
        Volatile.Write(ref _seen, new Seen(changed, length, text));
        return text;
    }

    // No record: its ToString would show the text.
    private sealed class Seen(DateTime changed, long length, string text)
    {
        public DateTime Changed => changed;

        public long Length => length;

        public string Text => text;
    }
}
