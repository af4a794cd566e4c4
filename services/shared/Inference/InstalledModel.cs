namespace Orchestrator.Inference;

/// <summary>A model on a replica's disk.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Digest">The model's identity: a name can be re-used for other weights.</param>
/// <param name="SizeBytes">On disk.</param>
/// <param name="ModifiedAt">When it was installed.</param>
/// <param name="Shape">Family and quantization.</param>
public sealed record InstalledModel(
    ModelId Id,
    string Digest,
    long SizeBytes,
    DateTimeOffset ModifiedAt,
    ModelShape Shape
);

/// <summary>Family and size of a model; empty where the replica does not say.</summary>
public sealed record ModelShape(string Family, string Format, string ParameterSize, string Quantization);
