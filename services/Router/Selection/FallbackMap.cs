namespace Orchestrator.Router.Selection;

/// <summary>Which models may answer for a named one that has no usable replica.</summary>
/// <param name="chains">In the order of the configuration: the first whose pattern matches counts.</param>
internal sealed class FallbackMap(IEnumerable<FallbackChain> chains)
{
    public static readonly FallbackMap Empty = new([]);

    private readonly FallbackChain[] _chains = [.. chains];

    /// <param name="key">Of the named model.</param>
    /// <param name="isKnown">
    /// Whether any replica has it. An unknown name is most often a typing error, which is better told than papered over: only
    /// a chain for exactly this name stands in for it.
    /// </param>
    /// <returns>Patterns, best first; empty for none.</returns>
    public IReadOnlyList<string> For(string key, bool isKnown)
    {
        foreach (var chain in _chains)
        {
            if (isKnown ? GlobPattern.IsMatch(chain.Model, key) : chain.Model == key)
            {
                return chain.Use;
            }
        }

        return [];
    }
}

/// <param name="Model">Pattern of the models that it is for.</param>
/// <param name="Use">Patterns of the models that may answer instead, best first.</param>
internal sealed record FallbackChain(string Model, IReadOnlyList<string> Use)
{
    public static FallbackChain Of(string model, IEnumerable<string> use) =>
        new(GlobPattern.Normalize(model), [.. use.Select(GlobPattern.Normalize)]);
}
