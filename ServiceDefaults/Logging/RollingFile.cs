using System.Globalization;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// <c>service-20300131-pid-001.jsonl</c>, …: a new file when the day (UTC) changes or the size is reached. The process id
/// keeps two instances with one folder apart. Used by one thread at a time.
/// </summary>
internal sealed class RollingFile(string directory, string service, FileLogOptions options, TimeProvider clock)
    : ILogSink
{
    private const string Extension = ".jsonl";
    private const int BufferBytes = 64 * 1024;
    private FileStream? _file;
    private DateOnly _day;
    private int _number;

    public async Task WriteAsync(ReadOnlyMemory<byte> line)
    {
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (_file is not null && (day != _day || _file.Position + line.Length > options.MaxFileBytes))
        {
            await CloseAsync();
        }

        _file ??= Open(day);
        await _file.WriteAsync(line);
    }

    public Task FlushAsync() => _file?.FlushAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task CloseAsync()
    {
        if (_file is { } file)
        {
            // Forgotten first: if the disk refuses the last bytes, the next line gets a new file.
            _file = null;
            await file.DisposeAsync();
        }
    }

    private FileStream Open(DateOnly day)
    {
        Directory.CreateDirectory(directory);
        _day = day;
        DeleteOldest();
        return new FileStream(
            FreePath(day),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                // Read and Delete: others may follow the file, and clean it away.
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = BufferBytes,
                Options = FileOptions.Asynchronous,
            }
        );
    }

    private string FreePath(DateOnly day)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{service}-{day:yyyyMMdd}-{Environment.ProcessId}");
        while (true)
        {
            // Numbers are not used again when a file was cleaned away: they tell the order.
            _number++;
            var name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{_number:D3}{Extension}");
            var path = Path.Combine(directory, name);
            if (!File.Exists(path))
            {
                return path;
            }
        }
    }

    // Room for the file that is opened next: it counts among those that are kept.
    private void DeleteOldest()
    {
        var old = new DirectoryInfo(directory)
            .EnumerateFiles($"{service}-*{Extension}")
            .Where(IsOurs)
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .ThenByDescending(file => file.Name, StringComparer.Ordinal)
            .Skip(options.RetainedFiles - 1);
        foreach (var file in old)
        {
            file.Delete();
        }
    }

    // "router-*" also matches the files of a service named router-2.
    private bool IsOurs(FileInfo file) =>
        file.Name.AsSpan(service.Length + 1) is [>= '0' and <= '9', ..] and { Length: > 8 } rest && rest[8] == '-';
}
