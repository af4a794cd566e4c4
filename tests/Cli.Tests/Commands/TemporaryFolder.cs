using System.IO.Compression;

namespace Orchestrator.Cli.Tests.Commands;

/// <summary>Files of one test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-cli-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            File.WriteAllText(PathOf(name), text);
            return PathOf(name);
        }

        using var file = File.Create(PathOf(name));
        using var compressed = new GZipStream(file, CompressionLevel.Fastest);
        using var writer = new StreamWriter(compressed);
        writer.Write(text);
        return PathOf(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
