using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Orchestrator.Files;

/// <summary>Builds the values of a document from the parser's events. An alias stands for the finished value of its anchor.</summary>
internal sealed class YamlTree(IParser parser, ProblemList problems)
{
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    /// <returns>Null, and a problem, when there is no document.</returns>
    public YamlNode? Read()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            problems.Add(0, "", "the file is empty");
            return null;
        }

        var root = Node(depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            problems.Add(Line(second.Start), "", "a second document begins here; a file holds one");
        }

        // To its end, because what is broken behind the last value is an error too.
        while (!parser.Accept<StreamEnd>(out _))
        {
            parser.MoveNext();
        }

        return root;
    }

    private YamlNode Node(int depth)
    {
        if (depth > FileLimits.YamlDepthMax)
        {
            throw new YamlLimitException(
                Line(parser.Current!.Start),
                $"more than {FileLimits.YamlDepthMax} levels inside each other"
            );
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Alias(alias);
        }

        Count(1, parser.Current!.Start);
        var anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        var node = Fresh(depth);
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private YamlNode Fresh(int depth)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new YamlNode.Scalar(Line(scalar.Start), scalar.Value, scalar.Style != ScalarStyle.Plain);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            return Sequence(Line(sequence.Start), depth);
        }

        return Mapping(Line(parser.Consume<MappingStart>().Start), depth);
    }

    private YamlNode.Sequence Sequence(int line, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return new YamlNode.Sequence(line, 1 + items.Sum(item => item.Size), items.ToImmutable());
    }

    private YamlNode.Mapping Mapping(int line, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var keyLine = Line(parser.Current!.Start);
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is YamlNode.Scalar name)
            {
                entries.Add(new YamlEntry(name.Text, keyLine, value));
            }
            else
            {
                problems.Add(keyLine, "", "a list or mapping cannot be the name of a field");
            }
        }

        return new YamlNode.Mapping(line, 1 + entries.Sum(entry => entry.Value.Size), entries.ToImmutable());
    }

    // An anchor is known once its value is finished: a value cannot contain itself.
    private YamlNode Alias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            throw new YamlLimitException(
                Line(alias.Start),
                $"the alias {Quoted.Of($"*{alias.Value.Value}")} has no anchor before it"
            );
        }

        Count(node.Size, alias.Start);
        return node;
    }

    private void Count(int nodes, Mark at)
    {
        _nodes += nodes;
        if (_nodes > FileLimits.YamlNodesMax)
        {
            throw new YamlLimitException(Line(at), $"more than {FileLimits.YamlNodesMax} values, aliases followed");
        }
    }

    private static int Line(Mark mark) => (int)mark.Line;
}
