using System.Runtime.InteropServices;
using Orchestrator.Inference.LlamaCpp.Native;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>A model in memory. Its weights are freed once it and every context of it are disposed.</summary>
public sealed class LlamaModel : IDisposable
{
    private LlamaModel(ModelPointer pointer)
    {
        Pointer = pointer;
        Vocabulary = new LlamaVocabulary(LlamaCalls.VocabularyOf(pointer));
        ChatTemplate = LlamaCalls.ChatTemplate(pointer, 0) is var text and not 0 ? Marshal.PtrToStringUTF8(text) : null;
    }

    public LlamaVocabulary Vocabulary { get; }

    /// <summary>The model's own chat template (Jinja); null when its file has none.</summary>
    public string? ChatTemplate { get; }

    /// <summary>Tokens of context that it was trained with.</summary>
    public int TrainedContext => LlamaCalls.TrainedContext(Pointer);

    public int LayerCount => LlamaCalls.LayerCount(Pointer);

    /// <summary>Size of all weights, wherever they lie.</summary>
    public long WeightBytes => (long)LlamaCalls.WeightBytes(Pointer);

    /// <summary>False for models that only make embeddings.</summary>
    public bool CanAnswer => LlamaCalls.HasDecoder(Pointer) != 0;

    /// <summary>Numbers in an embedding.</summary>
    public int EmbeddingLength => LlamaCalls.EmbeddingLength(Pointer);

    internal ModelPointer Pointer { get; }

    /// <summary>
    /// Estimated memory of a context: a key and a value of 16-bit numbers per layer, kept head and token. Right for plain
    /// attention; models with sliding windows or a state of fixed size take less.
    /// </summary>
    public long CacheBytes(int contextTokens)
    {
        const int bytesPerNumber = 2;
        const int keyAndValue = 2;
        var heads = Math.Max(LlamaCalls.HeadCount(Pointer), 1);
        var perToken = (long)LlamaCalls.StateLength(Pointer) / heads * LlamaCalls.KeptHeadCount(Pointer) * LayerCount;
        return perToken * keyAndValue * bytesPerNumber * contextTokens;
    }

    /// <param name="library">Shows that the library is there.</param>
    /// <param name="path">A GGUF file.</param>
    /// <param name="gpuLayers">Layers that go into GPU memory; -1 for all, 0 for none. Without a GPU it does nothing.</param>
    /// <exception cref="LlamaException">The file is missing, broken, cut short, or of an unknown architecture.</exception>
    public static LlamaModel Load(LlamaLibrary library, string path, int gpuLayers)
    {
        ArgumentNullException.ThrowIfNull(library);
        LlamaLog.Clear();
        var parameters = LlamaCalls.DefaultModelParams();
        parameters.GpuLayers = gpuLayers;
        var pointer = LlamaCalls.LoadModel(path, parameters);
        if (pointer.IsInvalid)
        {
            pointer.Dispose();
            throw new LlamaException(
                LlamaFault.ModelFile,
                $"llama.cpp cannot load {Path.GetFileName(path)}: {LlamaLog.FirstComplaint() ?? "it gives no reason"}"
            );
        }

        return new LlamaModel(pointer);
    }

    public void Dispose() => Pointer.Dispose();
}
