namespace Orchestrator.Router.Fleet;

/// <summary>A model on a replica's disk.</summary>
/// <param name="ContextTokens">Context it was trained for; 0 while unknown.</param>
/// <param name="Loaded">Set while it is in memory.</param>
internal sealed record ModelSnapshot(
    string Name,
    string Digest,
    ulong SizeBytes,
    string Family,
    string ParameterSize,
    string Quantization,
    uint ContextTokens,
    IReadOnlyList<string> Capabilities,
    LoadedSnapshot? Loaded
)
{
    /// <summary>One spelling per model, whatever the replica writes.</summary>
    public string Key { get; } = ModelKey.Of(Name);

    /// <summary>Read here and not in the offer: a fleet is put together anew at each report of any owner.</summary>
    public double ParametersBillion { get; } = ParameterCount.Billions(ParameterSize, ModelKey.Of(Name));

    public ModelAbilities Abilities { get; } = AbilityNames.Parse(Capabilities, Name);
}

/// <param name="ContextTokens">Context it was loaded with; 0 while unknown.</param>
internal sealed record LoadedSnapshot(uint ContextTokens);
