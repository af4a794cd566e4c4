using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Inference;

/// <summary>All registered providers, by kind. Kinds are compared without regard to case.</summary>
public sealed class ReplicaProviders
{
    private readonly Dictionary<string, IReplicaProvider> _byKind = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">Two providers have one kind.</exception>
    public ReplicaProviders(IEnumerable<IReplicaProvider> providers)
    {
        foreach (var provider in providers)
        {
            if (!_byKind.TryAdd(provider.Kind, provider))
            {
                throw new ArgumentException(
                    $"Two providers are registered for the kind '{provider.Kind}': {_byKind[provider.Kind].GetType().Name} and {provider.GetType().Name}.",
                    nameof(providers)
                );
            }
        }
    }

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Kinds => [.. _byKind.Keys.Order(StringComparer.Ordinal)];

    public bool TryFind(string kind, [NotNullWhen(true)] out IReplicaProvider? provider) =>
        _byKind.TryGetValue(kind, out provider);

    /// <exception cref="ArgumentException">There is no provider of this kind; the message names those that there are.</exception>
    public IReplicaProvider Find(string kind) =>
        TryFind(kind, out var provider)
            ? provider
            : throw new ArgumentException(
                $"There is no provider of the kind '{kind}'. Known kinds: {string.Join(", ", Kinds)}.",
                nameof(kind)
            );
}
