using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Output;

/// <summary>A log file for each resource, with the lines of this run.</summary>
internal sealed class ResourceFiles(string folder, long bytesMax) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StreamWriter?> _files = new(StringComparer.OrdinalIgnoreCase);

    public void Write(string name, LogLine line)
    {
        lock (_lock)
        {
            if (!_files.TryGetValue(name, out var file))
            {
                _files[name] = file = Open(name);
            }

            if (file is not null && file.BaseStream.Position < bytesMax)
            {
                Append(name, file, line.Content);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var name in _files.Keys.ToList())
            {
                _files[name]?.Dispose();
                _files[name] = null;
            }
        }
    }

    private StreamWriter? Open(string name)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new StreamWriter(
                Path.Combine(folder, $"{name}.log"),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    Share = FileShare.Read | FileShare.Delete,
                }
            )
            {
                AutoFlush = true,
            };
        }
        // A folder that cannot be written costs the log, not the application.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Append(string name, StreamWriter file, string text)
    {
        try
        {
            file.WriteLine(text);
        }
        // The disk is full.
        catch (IOException)
        {
            _files[name] = null;
        }
    }
}
