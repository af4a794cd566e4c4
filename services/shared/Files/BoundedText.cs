using System.Text;

namespace Orchestrator.Files;

/// <summary>The text of a file that a person wrote, cut where its reader refuses it anyway.</summary>
public static class BoundedText
{
    /// <returns>At most one character more than allowed, which is enough for the reader to refuse it.</returns>
    public static string Of(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var buffer = new char[FileLimits.YamlCharactersMax + 1];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }
}
