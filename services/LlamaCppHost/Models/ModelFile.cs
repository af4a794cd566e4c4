using System.Collections.Immutable;
using Orchestrator.Inference;
using Orchestrator.Inference.LlamaCpp.Gguf;

namespace Orchestrator.LlamaCppHost.Models;

/// <summary>A model in the folder, ready to be loaded.</summary>
/// <param name="Id">The file's name without its ending, with the tag "latest".</param>
/// <param name="Parts">One file, or all parts of a model that was split.</param>
/// <param name="Digest">SHA-256 over the parts, in hexadecimal digits.</param>
/// <param name="Header">What stands at the beginning of the first part.</param>
internal sealed record ModelFile(ModelId Id, ImmutableArray<FilePart> Parts, string Digest, GgufHeader Header)
{
    public long SizeBytes => Parts.Sum(part => part.SizeBytes);

    public DateTimeOffset ModifiedAt => Parts.Max(part => part.ModifiedAt);

    /// <summary>The library finds the other parts by itself.</summary>
    public string Path => Parts[0].Path;
}

/// <summary>A file as it was seen; another size or time means another content.</summary>
internal sealed record FilePart(string Path, long SizeBytes, DateTimeOffset ModifiedAt);
