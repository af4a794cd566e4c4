using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp.Native;

/// <summary><c>llama_batch</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Batch
{
    public int TokenCount;
    public nint Tokens;
    public nint Embeddings;
    public nint Positions;
    public nint SequenceCounts;
    public nint SequenceIds;
    public nint Logits;
}
