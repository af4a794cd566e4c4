using System.Collections.Immutable;

namespace Orchestrator.Files;

/// <summary>A value of a YAML file with the line where it begins.</summary>
/// <param name="Size">Values in it, itself included and aliases followed.</param>
public abstract record YamlNode(int Line, int Size)
{
    /// <param name="IsQuoted">Text for certain: <c>"5"</c> is no number.</param>
    public sealed record Scalar(int Line, string Text, bool IsQuoted) : YamlNode(Line, 1)
    {
        public bool IsNull => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";
    }

    public sealed record Sequence(int Line, int Size, ImmutableArray<YamlNode> Items) : YamlNode(Line, Size);

    public sealed record Mapping(int Line, int Size, ImmutableArray<YamlEntry> Entries) : YamlNode(Line, Size);
}

public sealed record YamlEntry(string Key, int Line, YamlNode Value);
