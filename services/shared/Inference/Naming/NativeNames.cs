namespace Orchestrator.Inference.Naming;

/// <summary>The models of one endpoint under both names. Immutable: a new list is a new object.</summary>
internal sealed class NativeNames
{
    private readonly Dictionary<ModelId, string> _natives = [];
    private readonly Dictionary<ModelId, string> _ambiguous = [];

    /// <param name="natives">As the endpoint lists them. Names that no client could say are left out.</param>
    public NativeNames(IEnumerable<string> natives)
    {
        foreach (var native in natives.Distinct(StringComparer.Ordinal))
        {
            if (NativeName.ToId(native) is { } id)
            {
                Add(id, native);
            }
        }

        foreach (var id in _ambiguous.Keys)
        {
            _natives.Remove(id);
        }
    }

    public static NativeNames None { get; } = new([]);

    /// <summary>What can be asked for, in the endpoint's order; names that two models would share are not among it.</summary>
    public IReadOnlyCollection<KeyValuePair<ModelId, string>> All => _natives;

    /// <summary>One sentence per name that two models would share.</summary>
    public IReadOnlyCollection<string> Collisions => _ambiguous.Values;

    public string? TryFind(ModelId id) => _natives.GetValueOrDefault(id);

    /// <exception cref="InferenceException">The endpoint has no such model, or two.</exception>
    public string Find(ModelId id) => TryFind(id) ?? throw Missing(id);

    public InferenceException Missing(ModelId id) =>
        new(
            _ambiguous.TryGetValue(id, out var collision)
                ? new InferenceError(InferenceStage.FirstToken, InferenceCause.Refused, collision)
                : new InferenceError(
                    InferenceStage.FirstToken,
                    InferenceCause.ModelNotFound,
                    $"The endpoint does not list the model '{id}'."
                )
        );

    private void Add(ModelId id, string native)
    {
        if (!_natives.TryAdd(id, native))
        {
            _ambiguous[id] =
                $"The endpoint's models '{_natives[id]}' and '{native}' would both be called '{id}'. List the one to offer under Models.";
        }
    }
}
