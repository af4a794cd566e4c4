namespace Orchestrator.Router.Classification.Tiers;

/// <summary>The last answers of a tier; those that nobody asked for longest give way. Not for several threads at once.</summary>
internal sealed class AnswerCache(int capacity)
{
    private readonly Dictionary<TextKey, LinkedListNode<(TextKey Key, TierAnswer Answer)>> _nodes = [];
    private readonly LinkedList<(TextKey Key, TierAnswer Answer)> _newestFirst = [];

    public int Count => _nodes.Count;

    public TierAnswer? Find(TextKey key)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            return null;
        }

        _newestFirst.Remove(node);
        _newestFirst.AddFirst(node);
        return node.Value.Answer;
    }

    public void Keep(TextKey key, TierAnswer answer)
    {
        if (capacity == 0)
        {
            return;
        }

        if (_nodes.Remove(key, out var known))
        {
            _newestFirst.Remove(known);
        }
        else if (_nodes.Count >= capacity && _newestFirst.Last is { } oldest)
        {
            _nodes.Remove(oldest.Value.Key);
            _newestFirst.RemoveLast();
        }

        _nodes.Add(key, _newestFirst.AddFirst((key, answer)));
    }
}
