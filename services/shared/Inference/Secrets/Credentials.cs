namespace Orchestrator.Inference.Secrets;

/// <summary>The configured secrets by the names that replicas use for them, <c>Worker:Credentials:&lt;name&gt;</c>.</summary>
public sealed class Credentials
{
    private readonly Dictionary<string, ISecret> _secrets = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">One of them does not name exactly one place.</exception>
    public Credentials(IEnumerable<KeyValuePair<string, CredentialOptions>> options)
    {
        foreach (var (name, place) in options)
        {
            if (place.Problem is { } problem)
            {
                throw new ArgumentException($"The credential '{name}' {problem}.", nameof(options));
            }

            _secrets.Add(name, place.ToSecret());
        }
    }

    /// <returns>Null for an empty name: the replica lets everybody in.</returns>
    /// <exception cref="ArgumentException">There is no credential of this name.</exception>
    public ISecret? Find(string name) =>
        name.Length == 0 ? null
        : _secrets.TryGetValue(name, out var secret) ? secret
        : throw new ArgumentException(
            $"There is no credential '{name}'. Known: {string.Join(", ", _secrets.Keys.Order(StringComparer.Ordinal))}.",
            nameof(name)
        );
}
