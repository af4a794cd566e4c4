using System.Collections.Immutable;

namespace Orchestrator.Files;

/// <summary>The fields of one mapping.</summary>
public sealed class YamlFields
{
    private readonly Dictionary<string, YamlField> _byName = new(StringComparer.Ordinal);
    private readonly YamlField _self;

    public YamlFields(YamlField self, YamlNode.Mapping mapping, ImmutableArray<string> known)
    {
        _self = self;
        foreach (var entry in mapping.Entries)
        {
            var field = new YamlField(entry.Value, entry.Line, PathOf(entry.Key), self.Problems);
            if (!known.Contains(entry.Key, StringComparer.Ordinal))
            {
                field.Problem($"unknown field; {ClosestNames.Hint(entry.Key, known)}");
            }
            else if (!_byName.TryAdd(entry.Key, field))
            {
                field.Problem($"given twice, first in line {_byName[entry.Key].Line}");
            }
        }
    }

    /// <summary>The mapping that has the fields.</summary>
    public YamlField Self => _self;

    /// <summary>The field, or one that is not there and stands in the mapping's line.</summary>
    public YamlField this[string name] =>
        _byName.GetValueOrDefault(name) ?? new YamlField(null, _self.Line, PathOf(name), _self.Problems);

    /// <summary>Those of the names that the file gives, in this order.</summary>
    public IReadOnlyList<YamlField> Present(params ReadOnlySpan<string> names)
    {
        var present = new List<YamlField>();
        foreach (var name in names)
        {
            if (this[name].IsThere)
            {
                present.Add(this[name]);
            }
        }

        return present;
    }

    private string PathOf(string name)
    {
        var shown =
            name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
                ? name
                : Quoted.Of(name);
        return _self.Path.Length == 0 ? shown : $"{_self.Path}.{shown}";
    }
}
