namespace Orchestrator.Cli.Output;

/// <summary>Writes a file whole or not at all: a program that is stopped leaves the old one.</summary>
internal static class WholeFile
{
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var path = Path.GetFullPath(file);
        var unfinished = $"{path}.unfinished";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, path, overwrite: true);
    }
}
