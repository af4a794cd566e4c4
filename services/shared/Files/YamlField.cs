using System.Collections.Immutable;

namespace Orchestrator.Files;

/// <summary>A field of a YAML file, there or not, that knows its path and tells what is wrong with it.</summary>
/// <param name="node">Null when the file does not have the field.</param>
/// <param name="line">Of the field, or of what it is missing in.</param>
public sealed class YamlField(YamlNode? node, int line, string path, ProblemList problems)
{
    public bool IsThere => node is not null;

    public int Line => line;

    public string Path => path;

    public ProblemList Problems => problems;

    /// <summary>The single value; null when it is absent, a list or a mapping.</summary>
    public YamlNode.Scalar? Scalar => node as YamlNode.Scalar;

    public bool IsMapping => node is YamlNode.Mapping;

    public bool IsList => node is YamlNode.Sequence;

    /// <summary>A list without an item, where a file may say that there is nothing.</summary>
    public bool IsEmptyList => node is YamlNode.Sequence { Items.IsEmpty: true };

    public void Problem(string message) => problems.Add(line, path, message);

    /// <summary>What stands there, for a message.</summary>
    public string Shown =>
        node switch
        {
            YamlNode.Scalar { IsNull: true } => "nothing",
            YamlNode.Scalar scalar => Quoted.Of(scalar.Text),
            YamlNode.Sequence => "a list",
            _ => "a mapping",
        };

    /// <summary>The field itself, and a problem when it is not there.</summary>
    public YamlField Needed()
    {
        if (!IsThere)
        {
            Problem("is missing");
        }

        return this;
    }

    /// <summary>The fields of a mapping: unknown and repeated ones are problems. Null, and a problem, for anything else.</summary>
    public YamlFields? Fields(params ReadOnlySpan<string> known)
    {
        if (node is YamlNode.Mapping mapping)
        {
            return new YamlFields(this, mapping, known.ToImmutableArray());
        }

        if (IsThere)
        {
            Problem($"must be a mapping with fields, not {Shown}");
        }

        return null;
    }

    /// <summary>The fields of a mapping whose names are free. A problem for a repeated one, and null for anything else.</summary>
    public IReadOnlyList<(string Name, YamlField Field)>? Entries()
    {
        var names = node is YamlNode.Mapping mapping
            ? mapping.Entries.Select(entry => entry.Key).Distinct().ToList()
            : [];
        return Fields([.. names]) is { } fields ? [.. names.Select(name => (name, fields[name]))] : null;
    }

    /// <summary>The items of a list, none when it is absent. A problem when it is something else, empty, or too long.</summary>
    public ImmutableArray<YamlField> Items(int max)
    {
        if (node is not YamlNode.Sequence list)
        {
            if (IsThere)
            {
                Problem($"must be a list, not {Shown}");
            }

            return [];
        }

        if (list.Items.IsEmpty)
        {
            Problem("is an empty list");
        }
        else if (list.Items.Length > max)
        {
            Problem($"has {list.Items.Length} items, and at most {max} are allowed");
        }

        return
        [
            .. list
                .Items.Take(max)
                .Select((item, index) => new YamlField(item, item.Line, $"{path}[{index}]", problems)),
        ];
    }
}
