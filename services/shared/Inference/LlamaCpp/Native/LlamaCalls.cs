using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp.Native;

/// <summary>
/// The calls of llama.h v0.5.0 that are used. The two names are resolved by <see cref="LlamaLibrary"/>, which has checked
/// the version before the first of these calls can be made.
/// </summary>
internal static unsafe partial class LlamaCalls
{
    public const string Llama = "llama";
    public const string Ggml = "ggml";

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_load_all_from_path", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void LoadBackends(string folder);

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_dev_count")]
    public static partial nuint DeviceCount();

    [LibraryImport(Llama, EntryPoint = "llama_supports_gpu_offload")]
    public static partial byte SupportsGpu();

    [LibraryImport(Llama, EntryPoint = "llama_backend_init")]
    public static partial void InitBackend();

    [LibraryImport(Llama, EntryPoint = "llama_log_set")]
    public static partial void SetLog(delegate* unmanaged[Cdecl]<int, byte*, void*, void> callback, void* data);

    [LibraryImport(Llama, EntryPoint = "llama_model_default_params")]
    public static partial ModelParams DefaultModelParams();

    [LibraryImport(Llama, EntryPoint = "llama_model_load_from_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ModelPointer LoadModel(string path, ModelParams parameters);

    [LibraryImport(Llama, EntryPoint = "llama_model_free")]
    public static partial void FreeModel(nint model);

    /// <summary>Owned by the model.</summary>
    [LibraryImport(Llama, EntryPoint = "llama_model_get_vocab")]
    public static partial nint VocabularyOf(ModelPointer model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_embd_out")]
    public static partial int EmbeddingLength(ModelPointer model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_ctx_train")]
    public static partial int TrainedContext(ModelPointer model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_layer")]
    public static partial int LayerCount(ModelPointer model);

    /// <summary>Numbers in a token's inner state.</summary>
    [LibraryImport(Llama, EntryPoint = "llama_model_n_embd")]
    public static partial int StateLength(ModelPointer model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_head")]
    public static partial int HeadCount(ModelPointer model);

    /// <summary>Heads whose keys and values are kept.</summary>
    [LibraryImport(Llama, EntryPoint = "llama_model_n_head_kv")]
    public static partial int KeptHeadCount(ModelPointer model);

    [LibraryImport(Llama, EntryPoint = "llama_model_size")]
    public static partial ulong WeightBytes(ModelPointer model);

    [LibraryImport(Llama, EntryPoint = "llama_model_has_decoder")]
    public static partial byte HasDecoder(ModelPointer model);

    /// <returns>A text that the model owns; 0 when the model brings no template.</returns>
    [LibraryImport(Llama, EntryPoint = "llama_model_chat_template")]
    public static partial nint ChatTemplate(ModelPointer model, nint name);

    /// <returns>Bytes of the prompt, also when there was no room; negative when the template is not known.</returns>
    [LibraryImport(Llama, EntryPoint = "llama_chat_apply_template")]
    public static partial int ApplyTemplate(
        nint template,
        ChatMessageParams* messages,
        nuint messageCount,
        byte openAnswer,
        byte* buffer,
        int length
    );

    [LibraryImport(Llama, EntryPoint = "llama_vocab_n_tokens")]
    public static partial int VocabularySize(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_is_eog")]
    public static partial byte EndsAnswer(nint vocabulary, int token);

    /// <returns>How many tokens; negative: how many there is no room for.</returns>
    [LibraryImport(Llama, EntryPoint = "llama_tokenize")]
    public static partial int Tokenize(
        nint vocabulary,
        byte* text,
        int textLength,
        int* tokens,
        int tokensMax,
        byte addSpecial,
        byte parseSpecial
    );

    /// <returns>How many bytes; negative: how many there is no room for.</returns>
    [LibraryImport(Llama, EntryPoint = "llama_token_to_piece")]
    public static partial int Piece(nint vocabulary, int token, byte* buffer, int length, int strip, byte special);
}
