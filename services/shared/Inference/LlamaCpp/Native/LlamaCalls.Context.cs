using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp.Native;

internal static unsafe partial class LlamaCalls
{
    [LibraryImport(Llama, EntryPoint = "llama_context_default_params")]
    public static partial ContextParams DefaultContextParams();

    [LibraryImport(Llama, EntryPoint = "llama_init_from_model")]
    public static partial ContextPointer CreateContext(ModelPointer model, ContextParams parameters);

    [LibraryImport(Llama, EntryPoint = "llama_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_n_ctx")]
    public static partial uint ContextTokens(ContextPointer context);

    [LibraryImport(Llama, EntryPoint = "llama_set_abort_callback")]
    public static partial void SetAbort(
        ContextPointer context,
        delegate* unmanaged[Cdecl]<void*, byte> callback,
        void* data
    );

    /// <returns>0; 1 when the context is full, 2 when it was aborted, negative when it failed.</returns>
    [LibraryImport(Llama, EntryPoint = "llama_decode")]
    public static partial int Decode(ContextPointer context, Batch batch);

    [LibraryImport(Llama, EntryPoint = "llama_batch_get_one")]
    public static partial Batch OneSequence(int* tokens, int count);

    /// <summary>Owned by the context; 0 for a model without a memory.</summary>
    [LibraryImport(Llama, EntryPoint = "llama_get_memory")]
    public static partial nint MemoryOf(ContextPointer context);

    [LibraryImport(Llama, EntryPoint = "llama_memory_clear")]
    public static partial void ClearMemory(nint memory, byte alsoData);

    /// <returns>0 when this kind of memory cannot forget only a part.</returns>
    [LibraryImport(Llama, EntryPoint = "llama_memory_seq_rm")]
    public static partial byte Forget(nint memory, int sequence, int from, int to);

    /// <summary>Owned by the context, and only until the next call.</summary>
    [LibraryImport(Llama, EntryPoint = "llama_get_embeddings_seq")]
    public static partial float* EmbeddingOf(ContextPointer context, int sequence);
}
