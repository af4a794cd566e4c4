using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>
/// A small immutable table in order of its names. A replay changes it several times per request; next to a tree it is
/// a fraction of the cost for the few dozen entries that a host has.
/// </summary>
public sealed class NameDictionary<T> : IReadOnlyDictionary<string, T>
{
    private readonly ImmutableArray<string> _names;
    private readonly ImmutableArray<T> _values;

    private NameDictionary(ImmutableArray<string> names, ImmutableArray<T> values)
    {
        _names = names;
        _values = values;
    }

    public NameDictionary()
        : this([], []) { }

    public IReadOnlyList<string> Keys => _names;

    public ImmutableArray<T> Values => _values;

    public int Count => _names.Length;

    public bool IsEmpty => _names.IsEmpty;

    IEnumerable<string> IReadOnlyDictionary<string, T>.Keys => _names;

    IEnumerable<T> IReadOnlyDictionary<string, T>.Values => _values;

    public T this[string key] =>
        IndexOf(key) is var at and >= 0 ? _values[at] : throw new KeyNotFoundException($"There is no '{key}'.");

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var at = IndexOf(key);
        value = at >= 0 ? _values[at] : default;
        return at >= 0;
    }

    public T? GetValueOrDefault(string key) => IndexOf(key) is var at and >= 0 ? _values[at] : default;

    public NameDictionary<T> SetItem(string key, T value)
    {
        var at = IndexOf(key);
        return at >= 0
            ? new NameDictionary<T>(_names, _values.SetItem(at, value))
            : new NameDictionary<T>(_names.Insert(~at, key), _values.Insert(~at, value));
    }

    public NameDictionary<T> Remove(string key) =>
        IndexOf(key) is var at and >= 0 ? new NameDictionary<T>(_names.RemoveAt(at), _values.RemoveAt(at)) : this;

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() =>
        _names.Select((name, at) => new KeyValuePair<string, T>(name, _values[at])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <returns>As of a binary search: the complement of where it belongs when it is not there.</returns>
    private int IndexOf(string key) => _names.AsSpan().BinarySearch(key, StringComparer.Ordinal);
}
